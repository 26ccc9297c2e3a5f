namespace AutoCrm.Lifecycle;

/// <summary>A stage of a lifecycle, with what other slices need to know of it.</summary>
public sealed record StageDefinition
{
    /// <summary>Defines a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="retention">
    /// The share of customers of the stage who are still customers a year later, from 0 to 1, by which value models forecast; <see langword="null"/> =
    /// not stated, which a value model that needs it refuses when the host starts.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The retention is not from 0 to 1.</exception>
    public StageDefinition(Stage stage, decimal? retention = null)
    {
        if (retention is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(nameof(retention), retention, $"The stage {stage} cannot have this yearly retention; expected a share from 0 to 1.");
        }

        Stage = stage;
        Retention = retention;
    }

    /// <summary>The stage.</summary>
    public Stage Stage { get; }

    /// <summary>The share of customers of the stage who are still customers a year later, from 0 to 1; <see langword="null"/> = not stated.</summary>
    public decimal? Retention { get; }

    /// <summary>Who stated it, where it was contributed to a lifecycle.</summary>
    internal string? Contributor { get; init; }

    /// <summary>A stage of which nothing else is stated.</summary>
    public static implicit operator StageDefinition(Stage stage) => FromStage(stage);

    /// <inheritdoc cref="op_Implicit(Stage)"/>
    public static StageDefinition FromStage(Stage stage) => new(stage);
}
