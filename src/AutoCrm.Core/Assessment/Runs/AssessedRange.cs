using AutoCrm.Timeline;

namespace AutoCrm.Assessment;

/// <summary>A range of customers assessed by one worker, held in a spool until the base is ranked.</summary>
internal sealed class AssessedRange : IDisposable
{
    private readonly AssessmentSpool spool = new();

    public AssessedRange(CustomerRange range, CustomerAssessor assessor)
    {
        Range = range;
        Measures = [.. assessor.Parts.Select(part => (part as RankedPart)?.CreateMeasures())];
    }

    public CustomerRange Range { get; }

    /// <summary>The measures of the ranked sections, by the order of definitions.</summary>
    public Measures?[] Measures { get; }

    public void Add(SpooledAssessment assessment) => spool.Write(assessment);

    /// <summary>Returns what was added, in that order; to be read once.</summary>
    public IEnumerable<SpooledAssessment> ReadAll(AssessmentDefinitions definitions) => spool.ReadAll(definitions);

    public void Dispose() => spool.Dispose();
}
