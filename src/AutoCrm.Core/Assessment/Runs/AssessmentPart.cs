namespace AutoCrm.Assessment;

/// <summary>A section with the assessor that finds it, as registered.</summary>
internal abstract class AssessmentPart
{
    public abstract AssessmentDefinition Definition { get; }

    /// <summary>The assessor, where it is fitted to the base.</summary>
    public abstract IFittedAssessor? Fitted { get; }
}

/// <summary>A section that is assessed by the history of its customer alone.</summary>
internal abstract class OwnPart : AssessmentPart
{
    public abstract object? Assess(AssessmentContext context);
}

/// <summary>A section that is ranked among all customers.</summary>
internal abstract class RankedPart : AssessmentPart
{
    public abstract Measures CreateMeasures();

    public abstract PartRanking Rank(IEnumerable<Measures> population, NodaTime.Instant asOf);
}

internal sealed class OwnPart<T>(AssessmentDefinition<T> definition, IAssessor<T> assessor) : OwnPart
    where T : class
{
    public override AssessmentDefinition Definition => definition;

    public override IFittedAssessor? Fitted => assessor as IFittedAssessor;

    public override object? Assess(AssessmentContext context) => assessor.Assess(context);
}

internal sealed class RankedPart<T, TMeasure>(AssessmentDefinition<T> definition, IPopulationAssessor<T, TMeasure> assessor) : RankedPart
    where T : class
{
    public override AssessmentDefinition Definition => definition;

    public override IFittedAssessor? Fitted => assessor as IFittedAssessor;

    public override Measures CreateMeasures() => new Measures<T, TMeasure>(assessor);

    public override PartRanking Rank(IEnumerable<Measures> population, NodaTime.Instant asOf) => new PartRanking<T, TMeasure>(
        assessor.Rank([.. population.Cast<Measures<T, TMeasure>>().SelectMany(measures => measures.All)], asOf));
}
