using AutoCrm.Customers;
using AutoCrm.SharedKernel;
using AutoCrm.Timeline;
using AutoCrm.Value;

namespace AutoCrm.Assessment;

/// <summary>A range of customers that one worker assesses: the little that ranking needs in memory, the rest in a spool.</summary>
internal sealed class AssessedRange(CustomerRange range) : IDisposable
{
    private readonly AssessmentSpool spool = new();
    private readonly List<Standing> standings = [];

    public CustomerRange Range => range;

    public IReadOnlyList<Standing> Standings => standings;

    /// <summary>The assessments in the order of the customers' ids; read once, when all are in.</summary>
    public IEnumerable<CustomerAssessment> Assessments => spool.ReadAll();

    public void Add(CustomerAssessment assessment, bool isEstablished)
    {
        spool.Write(assessment);
        standings.Add(new Standing(assessment.Customer, assessment.Figures, assessment.Value.Total.Amount, isEstablished));
    }

    public void Dispose() => spool.Dispose();

    public readonly record struct Standing(Id<Customer> Customer, RfmFigures Figures, decimal Value, bool IsEstablished);
}
