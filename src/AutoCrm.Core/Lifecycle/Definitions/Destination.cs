
namespace AutoCrm.Lifecycle;

/// <summary>The destination of a transition: a stage, or the previous stage.</summary>
public abstract record Destination
{
    private Destination()
    {
    }

    /// <summary>A fixed stage.</summary>
    public static Destination To(Stage stage) => new Fixed(stage);

    /// <summary>The stage before the current one.</summary>
    /// <param name="substitutes">Stages that are not returned to, each with its substitute.</param>
    public static Destination ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) => new Previous(substitutes.ToDictionary());

    /// <summary>Returns the stage of the destination.</summary>
    /// <param name="previousStage">The stage before the current one.</param>
    public abstract Stage From(Stage previousStage);

    /// <summary>Returns the possible stages of the destination among all stages.</summary>
    public abstract IEnumerable<Stage> Possible(IEnumerable<Stage> all);

    private sealed record Fixed(Stage Stage) : Destination
    {
        public override Stage From(Stage previousStage) => Stage;

        public override IEnumerable<Stage> Possible(IEnumerable<Stage> all) => [Stage];

        public override string ToString() => Stage.Name;
    }

    private sealed record Previous(Dictionary<Stage, Stage> Substitutes) : Destination
    {
        public override Stage From(Stage previousStage) => Substitutes.GetValueOrDefault(previousStage, previousStage);

        public override IEnumerable<Stage> Possible(IEnumerable<Stage> all) => all.Select(From).Distinct();

        public override string ToString() => "the stage held before";
    }
}
