using System.Buffers;
using System.Text.Json;
using AutoCrm.SharedKernel;

namespace AutoCrm.Assessment;

/// <summary>Writes sections into a buffer that is used again for the next customer. Used by one thread.</summary>
internal sealed class SectionWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private readonly Utf8JsonWriter writer;

    public SectionWriter() => writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = AutoCrmJson.Options.Encoder, SkipValidation = true });

    /// <summary>Begins the next customer; what was written for the one before is not good any more.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>Writes a section; nothing for a missing one.</summary>
    public ReadOnlyMemory<byte> Write(AssessmentDefinition definition, object? section)
    {
        if (section is null)
        {
            return default;
        }

        var begin = buffer.WrittenCount;
        definition.Write(writer, section);
        writer.Flush();
        writer.Reset();
        return buffer.WrittenMemory[begin..];
    }

    public void Dispose() => writer.Dispose();
}
