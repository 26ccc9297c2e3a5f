using AutoCrm.Timeline;

namespace AutoCrm.Assessment;

/// <summary>A range of customers assessed by one worker, held in a spool until the base is ranked.</summary>
internal sealed class AssessedRange(CustomerRange range) : IDisposable
{
    private readonly AssessmentSpool spool = new();

    public CustomerRange Range => range;

    /// <summary>Returns the assessments ordered by customer id; to be read once, after all have been added.</summary>
    public IEnumerable<CustomerAssessment> Assessments => spool.ReadAll();

    public void Add(CustomerAssessment assessment) => spool.Write(assessment);

    public void Dispose() => spool.Dispose();
}
