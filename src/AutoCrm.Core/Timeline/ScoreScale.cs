namespace AutoCrm.Timeline;

/// <summary>The scale of a score.</summary>
/// <param name="Name">Its name, such as NPS.</param>
/// <param name="Lowest">The lowest score.</param>
/// <param name="Highest">The highest score.</param>
public sealed record ScoreScale(string Name, decimal Lowest, decimal Highest);
