using System.Text;
using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Holds what the workers of a run have written in a temporary file until all customers can be ranked, so that memory use does not grow with their
/// number. The file is deleted when the spool is disposed.
/// </summary>
internal sealed class AssessmentSpool : IDisposable
{
    private readonly FileStream file = new(
        Path.Combine(Path.GetTempPath(), $"autocrm-{Guid.NewGuid():N}.spool"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);

    private readonly BinaryWriter writer;

    public AssessmentSpool() => writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);

    public void Write(SpooledAssessment assessment)
    {
        writer.Write(true);
        WriteId(assessment.Customer);
        writer.Write(assessment.Revision);
        WriteInstant(assessment.PreviousAsOf);
        WriteInstant(assessment.ValidUntil);
        writer.Write(assessment.IsUnchanged);
        foreach (var section in assessment.Sections)
        {
            writer.Write7BitEncodedInt(section.Length);
            writer.Write(section.Span);
        }

        foreach (var value in assessment.Columns)
        {
            WriteColumn(value);
        }

        writer.Write7BitEncodedInt(assessment.Messages.Length);
        writer.Write(assessment.Messages.Span);
    }

    /// <summary>Returns everything written, in that order. Nothing can be written afterwards.</summary>
    /// <param name="definitions">The definitions whose sections and columns were written.</param>
    public IEnumerable<SpooledAssessment> ReadAll(AssessmentDefinitions definitions)
    {
        writer.Write(false);
        writer.Flush();
        file.Position = 0;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadBoolean())
        {
            yield return Read(reader, definitions);
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    private static SpooledAssessment Read(BinaryReader reader, AssessmentDefinitions definitions)
    {
        var (customer, revision, previousAsOf, validUntil, isUnchanged) =
            (ReadId(reader), reader.ReadInt32(), ReadInstant(reader), ReadInstant(reader), reader.ReadBoolean());
        var sections = new ReadOnlyMemory<byte>[definitions.All.Count];
        for (var i = 0; i < sections.Length; i++)
        {
            sections[i] = reader.ReadBytes(reader.Read7BitEncodedInt());
        }

        var columns = new object?[definitions.Columns.Count];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = ReadColumn(reader);
        }

        return new SpooledAssessment(customer, revision, previousAsOf, validUntil, isUnchanged, sections, columns, reader.ReadBytes(reader.Read7BitEncodedInt()));
    }

    private void WriteColumn(object? value)
    {
        switch (value)
        {
            case null:
                writer.Write((byte)0);
                break;
            case string text:
                writer.Write((byte)(1 + (int)ColumnType.Text));
                writer.Write(text);
                break;
            case long number:
                writer.Write((byte)(1 + (int)ColumnType.Integer));
                writer.Write(number);
                break;
            case Instant instant:
                writer.Write((byte)(1 + (int)ColumnType.Instant));
                writer.Write(instant.ToUnixTimeTicks());
                break;
            case LocalDate date:
                writer.Write((byte)(1 + (int)ColumnType.Date));
                writer.Write(Period.DaysBetween(default, date));
                break;
            case Guid id:
                writer.Write((byte)(1 + (int)ColumnType.Id));
                WriteId(new Id<Customer>(id));
                break;
            case bool flag:
                writer.Write((byte)(1 + (int)ColumnType.Boolean));
                writer.Write(flag);
                break;
            case decimal amount:
                writer.Write((byte)(1 + (int)ColumnType.Decimal));
                writer.Write(amount);
                break;
            default:
                throw new ArgumentException($"A column cannot keep a {value.GetType().Name}.", nameof(value));
        }
    }

    private static object? ReadColumn(BinaryReader reader) => reader.ReadByte() switch
    {
        0 => null,
        1 + (int)ColumnType.Text => reader.ReadString(),
        1 + (int)ColumnType.Integer => reader.ReadInt64(),
        1 + (int)ColumnType.Instant => Instant.FromUnixTimeTicks(reader.ReadInt64()),
        1 + (int)ColumnType.Date => default(LocalDate).PlusDays(reader.ReadInt32()),
        1 + (int)ColumnType.Id => ReadId(reader).Value,
        1 + (int)ColumnType.Boolean => reader.ReadBoolean(),
        1 + (int)ColumnType.Decimal => reader.ReadDecimal(),
        var other => throw new InvalidOperationException($"The spool holds a column of type {other}."),
    };

    private void WriteId(Id<Customer> id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes);
        writer.Write(bytes);
    }

    private static Id<Customer> ReadId(BinaryReader reader)
    {
        Span<byte> bytes = stackalloc byte[16];
        reader.BaseStream.ReadExactly(bytes);
        return new Id<Customer>(new Guid(bytes));
    }

    /// <summary>Writes an instant of whole ticks.</summary>
    private void WriteInstant(Instant? instant) => writer.Write(instant?.ToUnixTimeTicks() ?? long.MinValue);

    private static Instant? ReadInstant(BinaryReader reader) => reader.ReadInt64() is > long.MinValue and var ticks ? Instant.FromUnixTimeTicks(ticks) : null;
}

/// <summary>What a worker found of a customer, before the base is ranked.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Revision">The revision of the stored assessment; 0 = none.</param>
/// <param name="PreviousAsOf">The instant of the stored assessment.</param>
/// <param name="ValidUntil">The instant until which the assessment holds.</param>
/// <param name="IsUnchanged">Whether the stored assessment is of the same instant and has the same sections, the ranked ones aside.</param>
/// <param name="Sections">By the order of definitions the section; of a ranked one the section that is stored.</param>
/// <param name="Columns">The values of the columns; those of ranked sections are missing.</param>
/// <param name="Messages">The messages of changes as a JSON array; empty = none.</param>
internal readonly record struct SpooledAssessment(
    Id<Customer> Customer,
    int Revision,
    Instant? PreviousAsOf,
    Instant? ValidUntil,
    bool IsUnchanged,
    ReadOnlyMemory<byte>[] Sections,
    object?[] Columns,
    ReadOnlyMemory<byte> Messages);
