using System.Text;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>
/// Holds the assessments of a run in a temporary file until all customers can be ranked, so that memory use does not
/// grow with their number. The file is deleted when the spool is disposed.
/// </summary>
internal sealed class AssessmentSpool : IDisposable
{
    private readonly FileStream file = new(
        Path.Combine(Path.GetTempPath(), $"autocrm-{Guid.NewGuid():N}.spool"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.SequentialScan);

    private readonly BinaryWriter writer;
    private readonly Dictionary<string, string> interned = [];

    public AssessmentSpool() => writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);

    public void Write(CustomerAssessment assessment)
    {
        writer.Write(true);
        WriteId(assessment.Customer);
        WriteInstant(assessment.AsOf);
        writer.Write(assessment.Stage.Name);
        WriteInstant(assessment.StageSince);
        WriteReason(assessment.StageReason);
        writer.Write(assessment.Next is not null);
        if (assessment.Next is { } next)
        {
            writer.Write(next.To.Name);
            WriteInstant(next.DueAt);
            WriteStrings(next.PreventedBy);
            WriteReason(next.Reason);
        }

        writer.Write(assessment.Figures.RecencyDays ?? -1);
        writer.Write(assessment.Figures.Frequency);
        writer.Write(assessment.Figures.Monetary);
        WriteValue(assessment.Value);
        writer.Write7BitEncodedInt(assessment.Findings.Count);
        foreach (var finding in assessment.Findings)
        {
            writer.Write(finding.Assessor);
            writer.Write(finding.Outcome);
            writer.Write(finding.Figure is not null);
            writer.Write(finding.Figure ?? 0);
            WriteReasons(finding.Reasons);
        }
    }

    /// <summary>Returns everything written, in that order. Nothing can be written afterwards.</summary>
    public IEnumerable<CustomerAssessment> ReadAll()
    {
        writer.Write(false);
        writer.Flush();
        file.Position = 0;
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadBoolean())
        {
            yield return Read(reader);
        }
    }

    public void Dispose()
    {
        writer.Dispose();
        file.Dispose();
    }

    private CustomerAssessment Read(BinaryReader reader) => new()
    {
        Customer = ReadId(reader),
        AsOf = ReadInstant(reader),
        Stage = new Stage(ReadInterned(reader)),
        StageSince = ReadInstant(reader),
        StageReason = ReadReason(reader),
        Next = reader.ReadBoolean()
            ? new UpcomingTransition(new Stage(ReadInterned(reader)), ReadInstant(reader), ReadStrings(reader), ReadReason(reader))
            : null,
        Figures = new RfmFigures(reader.ReadInt32() is >= 0 and var days ? days : null, reader.ReadInt32(), reader.ReadDecimal()),
        Value = ReadValue(reader),
        Findings = ReadFindings(reader),
    };

    private List<Finding> ReadFindings(BinaryReader reader)
    {
        var findings = new List<Finding>(reader.Read7BitEncodedInt());
        while (findings.Count < findings.Capacity)
        {
            var (assessor, outcome, hasFigure, figure) = (ReadInterned(reader), ReadInterned(reader), reader.ReadBoolean(), reader.ReadDecimal());
            findings.Add(new Finding(assessor, outcome, hasFigure ? figure : null, ReadReasons(reader)));
        }

        return findings;
    }

    private void WriteValue(CustomerValue value)
    {
        writer.Write(value.Past.Currency.Code);
        writer.Write(value.Past.Amount);
        writer.Write(value.YearlyMargin.Amount);
        writer.Write(value.Future.Amount);
        writer.Write(value.Benefits.Amount);
        writer.Write7BitEncodedInt(value.Components.Count);
        foreach (var component in value.Components)
        {
            writer.Write(component.Name);
            writer.Write(component.Margin);
        }

        WriteReasons(value.Reasons);
    }

    private CustomerValue ReadValue(BinaryReader reader)
    {
        var currency = Currency.Of(ReadInterned(reader));
        return new CustomerValue
        {
            Past = new Money(reader.ReadDecimal(), currency),
            YearlyMargin = new Money(reader.ReadDecimal(), currency),
            Future = new Money(reader.ReadDecimal(), currency),
            Benefits = new Money(reader.ReadDecimal(), currency),
            Components = ReadComponents(reader),
            Reasons = ReadReasons(reader),
        };
    }

    private List<ValueComponent> ReadComponents(BinaryReader reader)
    {
        var components = new List<ValueComponent>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            components.Add(new ValueComponent(ReadInterned(reader), reader.ReadDecimal()));
        }

        return components;
    }

    private void WriteReasons(IReadOnlyList<Reason> reasons)
    {
        writer.Write7BitEncodedInt(reasons.Count);
        foreach (var reason in reasons)
        {
            WriteReason(reason);
        }
    }

    private List<Reason> ReadReasons(BinaryReader reader)
    {
        var reasons = new List<Reason>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            reasons.Add(ReadReason(reader));
        }

        return reasons;
    }

    private void WriteReason(Reason reason)
    {
        writer.Write(reason.Code);
        writer.Write7BitEncodedInt(reason.Values.Count);
        foreach (var (name, value) in reason.Values)
        {
            writer.Write(name);
            writer.Write(value);
        }

        WriteStrings(reason.Evidence);
    }

    private Reason ReadReason(BinaryReader reader)
    {
        var code = ReadInterned(reader);
        var values = new ReasonValue[reader.Read7BitEncodedInt()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new ReasonValue(ReadInterned(reader), reader.ReadString());
        }

        return new Reason(code, values, ReadStrings(reader));
    }

    private void WriteStrings(IReadOnlyList<string> strings)
    {
        writer.Write7BitEncodedInt(strings.Count);
        foreach (var text in strings)
        {
            writer.Write(text);
        }
    }

    private static string[] ReadStrings(BinaryReader reader)
    {
        var strings = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < strings.Length; i++)
        {
            strings[i] = reader.ReadString();
        }

        return strings;
    }

    /// <summary>Pools codes and names, which recur in every assessment.</summary>
    private string ReadInterned(BinaryReader reader)
    {
        var text = reader.ReadString();
        return interned.TryGetValue(text, out var known) ? known : interned[text] = text;
    }

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

    private void WriteInstant(Instant instant)
    {
        var sinceEpoch = instant - NodaConstants.UnixEpoch;
        writer.Write(sinceEpoch.Days);
        writer.Write(sinceEpoch.NanosecondOfDay);
    }

    private static Instant ReadInstant(BinaryReader reader) =>
        NodaConstants.UnixEpoch + Duration.FromDays(reader.ReadInt32()) + Duration.FromNanoseconds(reader.ReadInt64());
}
