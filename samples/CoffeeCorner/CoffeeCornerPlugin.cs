using System.Resources;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.Timeline;
using NodaTime;

namespace CoffeeCorner;

/// <summary>
/// The coffee corner of a showroom: who comes for coffee without being asked may well become a buyer. One of each kind of extension, made of public
/// types alone; no store knows any of it.
/// </summary>
public sealed class CoffeeCornerPlugin : IAutoCrmPlugin
{
    /// <inheritdoc/>
    public string Name => "coffee";

    /// <inheritdoc/>
    public Version Version => new(1, 0);

    /// <inheritdoc/>
    public void Configure(AutoCrmBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder
            .AddEventKind(CoffeeTaken.Definition)
            .AddAggregate(CoffeeCard.Definition)
            .AddMessage(CoffeeCardFilled.Definition)
            .AddMessage(CoffeeHabitChanged.Definition)
            .AddAssessment<CoffeeHabit, CoffeeHabitAssessor>(CoffeeHabit.Definition)
            .AddRankedAssessment<CoffeeRank, CoffeeCups, CoffeeRanking>(CoffeeRank.Definition)
            .AddImportFile(CoffeeCardsFile.Definition)
            .AddProfileSection<OpenCards, OpenCardsSection>()
            .ExtendLifecycle(Extend)
            .AddReasonTexts(new ResourceManager("CoffeeCorner.CoffeeReasons", typeof(CoffeeCornerPlugin).Assembly));
    }

    /// <summary>A stage between those of cars: a prospect who comes for coffee. The rows of cars that start from any stage cover it.</summary>
    private static void Extend(LifecycleBuilder lifecycle) => lifecycle
        .Stages(new StageDefinition(CoffeeStages.Regular, retention: 0.1m))
        .On(CoffeeTaken.Definition).From(Stage.Prospect, Stage.Lost).To(CoffeeStages.Regular)
        .On(LeadReceived.Definition).From(CoffeeStages.Regular).To(Stage.Lead)
        .On(TestDriveTaken.Definition).From(CoffeeStages.Regular).To(Stage.Opportunity)
        .On(QuoteIssued.Definition).From(CoffeeStages.Regular).To(Stage.Opportunity)
        .After(Period.FromDays(90)).Without(CoffeeTaken.Definition).From(CoffeeStages.Regular).To(Stage.Lost)
        .OnEntry(CoffeeStages.Regular, "invite-to-test-drive");
}
