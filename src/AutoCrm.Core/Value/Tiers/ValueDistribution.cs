namespace AutoCrm.Value;

/// <summary>How value is distributed over a base; <c>AssessmentRun.FindSummary</c> answers it after a run.</summary>
/// <param name="Concentration">The concentration of value over the customers.</param>
/// <param name="EstablishedShare">
/// The share of the positive value contributed by established customers, by <see cref="ValueOptions.EstablishedAfterYears"/>, from 0 to 1; <see langword="null"/> if there is no positive value.
/// </param>
public sealed record ValueDistribution(Concentration Concentration, decimal? EstablishedShare);
