using System.Buffers;
using System.Text;

namespace AutoCrm.Assessment;

/// <summary>Puts the sections of an assessment together as one JSON object.</summary>
internal struct AssessmentContent(IBufferWriter<byte> output)
{
    private bool hasSection;

    /// <summary>Writes the name; the section follows.</summary>
    public void BeginSection(AssessmentDefinition definition)
    {
        output.Write(hasSection ? ",\""u8 : "{\""u8);
        Encoding.UTF8.GetBytes(definition.Name, output);
        output.Write("\":"u8);
        hasSection = true;
    }

    public readonly void End() => output.Write(hasSection ? "}"u8 : "{}"u8);
}
