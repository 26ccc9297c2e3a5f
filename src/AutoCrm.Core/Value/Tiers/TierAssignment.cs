using AutoCrm.Assessment;
using AutoCrm.SharedKernel;

namespace AutoCrm.Value;

/// <summary>The section <c>tier</c> of an assessment: the tier of a customer, with its reason (分类管理).</summary>
/// <param name="Tier">The name, such as <c>A</c>.</param>
/// <param name="Reason">The reason for the tier, and the distance to the next one.</param>
public sealed record TierAssignment(string Tier, Reason Reason)
{
    /// <summary>The section <c>tier</c>, which is ranked among all customers. <see cref="ValueTierChanged"/> is the message of its changes.</summary>
    public static AssessmentDefinition<TierAssignment> Definition { get; } =
        new AssessmentDefinition<TierAssignment>("tier").After(CustomerValue.Definition).Changed(ValueTierChanged.Of);

    /// <summary>The column <c>tier_name</c>: the name of the tier.</summary>
    public static AssessmentColumn<string> NameColumn { get; } = Definition.Column("name", tier => tier.Tier);

    static TierAssignment() => Definition.Index(NameColumn, CustomerValue.TotalColumn);
}
