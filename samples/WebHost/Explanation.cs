using System.Globalization;
using AutoCrm.Customers;
using AutoCrm.Lifecycle;
using AutoCrm.Profiles;
using AutoCrm.SharedKernel;
using AutoCrm.Value;
using NodaTime;

namespace WebHost;

/// <summary>Where a customer stands and why, in the language of the request.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="AsOf">As of when.</param>
/// <param name="Stage">The stage.</param>
/// <param name="StageReason">Why.</param>
/// <param name="Next">What comes if nothing happens.</param>
/// <param name="Value">Past and future value.</param>
/// <param name="ValueReasons">Why.</param>
/// <param name="Tier">The tier; none until the base has been ranked.</param>
/// <param name="TierReason">Why.</param>
/// <param name="Path">The stages so far.</param>
public sealed record Explanation(
    Id<Customer> Customer,
    Instant AsOf,
    Stage Stage,
    string StageReason,
    string? Next,
    Money Value,
    IReadOnlyList<string> ValueReasons,
    string? Tier,
    string? TierReason,
    IReadOnlyList<ExplainedStep> Path)
{
    /// <summary>Explains the assessment of a profile.</summary>
    public static Explanation Of(CustomerProfile profile, ReasonText texts)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(texts);
        var (assessment, lifecycle) = (profile.Assessment, profile.Assessment.Lifecycle);
        return new Explanation(
            profile.Customer.Id,
            assessment.AsOf,
            lifecycle.Stage,
            Render(lifecycle.Reason),
            lifecycle.Next is { } next ? Render(next.Reason) : null,
            assessment.Value.Total.Round(),
            [.. assessment.Value.Reasons.Select(Render)],
            assessment.Tier?.Tier,
            assessment.Tier is { } tier ? Render(tier.Reason) : null,
            [.. profile.Path.Select(step => new ExplainedStep(step.Stage, step.Since, step.Reason is { } why ? Render(why) : null))]);

        string Render(Reason reason) => texts.Render(reason, CultureInfo.CurrentUICulture);
    }
}

/// <summary>A stage on the path.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why.</param>
public sealed record ExplainedStep(Stage Stage, Instant Since, string? Reason);
