namespace AutoCrm.Assessment;

/// <summary>The measures of a range of customers, in their order.</summary>
internal abstract class Measures
{
    public abstract void Add(AssessmentContext context);
}

internal sealed class Measures<T, TMeasure>(IPopulationAssessor<T, TMeasure> assessor) : Measures
    where T : class
{
    private readonly List<TMeasure> all = [];

    public IReadOnlyList<TMeasure> All => all;

    public override void Add(AssessmentContext context) => all.Add(assessor.Measure(context));
}

/// <summary>A ranked population.</summary>
internal abstract class PartRanking
{
    public abstract object? Summary { get; }

    /// <summary>The section of one of the customers measured.</summary>
    public abstract object? Assign(Measures measures, int index, RankedSections earlier);
}

internal sealed class PartRanking<T, TMeasure>(IRanking<T, TMeasure> ranking) : PartRanking
    where T : class
{
    public override object? Summary => ranking.Summary;

    public override object? Assign(Measures measures, int index, RankedSections earlier) =>
        ranking.Assign(((Measures<T, TMeasure>)measures).All[index], earlier);
}
