using AutoCrm.Timeline;

namespace AutoCrm.Assessment;

/// <summary>A range of customers that one worker assesses, kept in a spool until the base is ranked.</summary>
internal sealed class AssessedRange(CustomerRange range) : IDisposable
{
    private readonly AssessmentSpool spool = new();

    public CustomerRange Range => range;

    /// <summary>The assessments in the order of the customers' ids; read once, when all are in.</summary>
    public IEnumerable<CustomerAssessment> Assessments => spool.ReadAll();

    public void Add(CustomerAssessment assessment) => spool.Write(assessment);

    public void Dispose() => spool.Dispose();
}
