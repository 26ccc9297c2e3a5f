using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using AutoCrm.Value;
using NodaTime;

namespace AutoCrm.Assessment;

/// <summary>Runs all assessors over one history. Pure: the same history and instant produce the same assessment.</summary>
public sealed class CustomerAssessor
{
    private readonly LifecycleAssessor lifecycle;
    private readonly RfmMeasure rfm;
    private readonly ValueAssessor value;
    private readonly IReadOnlyList<IAssessor> assessors;

    /// <summary>Creates an assessor that combines these assessors.</summary>
    /// <exception cref="ArgumentException">Two assessors have the same name.</exception>
    public CustomerAssessor(LifecycleAssessor lifecycle, RfmMeasure rfm, ValueAssessor value, IEnumerable<IAssessor> assessors)
    {
        (this.lifecycle, this.rfm, this.value) = (lifecycle, rfm, value);
        this.assessors = [.. assessors];
        var names = new HashSet<string>();
        foreach (var assessor in this.assessors)
        {
            if (!names.Add(assessor.Name))
            {
                throw new ArgumentException($"Two assessors are named '{assessor.Name}'; expected unique names.", nameof(assessors));
            }
        }
    }

    /// <summary>The lifecycle definition.</summary>
    public LifecycleDefinition Lifecycle => lifecycle.Definition;

    /// <summary>
    /// Assesses one customer. RFM scores and tier, which depend on the other customers, are not set.
    /// </summary>
    public CustomerAssessment Assess(CustomerHistory history, Instant asOf)
    {
        ArgumentNullException.ThrowIfNull(history);
        var stage = lifecycle.Assess(history, asOf);
        var worth = value.Assess(history, stage.Current.Stage, asOf);
        return new CustomerAssessment
        {
            Customer = history.Customer,
            AsOf = asOf,
            Stage = stage.Current.Stage,
            StageSince = stage.Current.Since,
            StageReason = stage.Current.Reason,
            Next = stage.Next,
            Figures = rfm.Measure(history, asOf),
            Value = worth,
            Findings = assessors.Count == 0 ? [] : Find(new AssessmentBasis(history, asOf, stage, worth)),
        };
    }

    private List<Finding> Find(AssessmentBasis basis) => [.. assessors.Select(assessor => assessor.Assess(basis)).OfType<Finding>()];
}
