
namespace AutoCrm.Lifecycle;

/// <summary>Where a transition leads: to a stage, or back to the one held before.</summary>
public abstract record Destination
{
    private Destination()
    {
    }

    /// <summary>Leads to a stage.</summary>
    public static Destination To(Stage stage) => new Fixed(stage);

    /// <summary>Leads back to the stage held before the present one.</summary>
    /// <param name="substitutes">The stages that are not returned to, each with the stage taken in its place.</param>
    public static Destination ToPreviousStage(IReadOnlyDictionary<Stage, Stage> substitutes) => new Previous(substitutes.ToDictionary());

    /// <summary>The stage it leads to.</summary>
    /// <param name="heldBefore">The stage held before the present one.</param>
    public abstract Stage From(Stage heldBefore);

    /// <summary>The stages it may lead to, given all that exist.</summary>
    public abstract IEnumerable<Stage> Possible(IEnumerable<Stage> all);

    private sealed record Fixed(Stage Stage) : Destination
    {
        public override Stage From(Stage heldBefore) => Stage;

        public override IEnumerable<Stage> Possible(IEnumerable<Stage> all) => [Stage];

        public override string ToString() => Stage.Name;
    }

    private sealed record Previous(Dictionary<Stage, Stage> Substitutes) : Destination
    {
        public override Stage From(Stage heldBefore) => Substitutes.GetValueOrDefault(heldBefore, heldBefore);

        public override IEnumerable<Stage> Possible(IEnumerable<Stage> all) => all.Select(From).Distinct();

        public override string ToString() => "the stage held before";
    }
}
