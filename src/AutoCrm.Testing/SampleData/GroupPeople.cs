using NodaTime;

namespace AutoCrm.Testing.SampleData;

/// <summary>Makes up people, their lives and what the systems know of it, one household at a time, and writes that.</summary>
internal sealed class GroupPeople
{
    private readonly SystemFiles[] files;
    private readonly CsvFile? truth;
    private readonly DealerGroupOptions options;
    private readonly Dice dice = new(0);
    private readonly List<Person> household = [];
    private readonly LifeStory lives;
    private readonly RecordViews views;
    private readonly HashSet<(int System, string Vin)> told = [];

    public GroupPeople(SystemFiles[] files, CsvFile? truth, DealerGroupOptions options, LocalDate lastDay)
    {
        this.files = files;
        this.truth = truth;
        this.options = options;
        lives = new LifeStory(dice, new CarWorks(), options.Years * 365, lastDay.Year);
        views = new RecordViews(dice);
    }

    /// <summary>Writes the next household.</summary>
    /// <param name="firstNumber">The number of its first member.</param>
    /// <param name="most">How many members it may have.</param>
    /// <returns>How many it has.</returns>
    public int WriteHousehold(int firstNumber, int most)
    {
        dice.Restart(options.Seed, (ulong)firstNumber);
        Households.Fill(household, dice, firstNumber, most);
        foreach (var person in household)
        {
            Write(person);
        }

        return household.Count;
    }

    private void Write(Person person)
    {
        var life = lives.Of(person);
        var records = views.Of(person, life.Exists(made => made.Car is not null));
        foreach (var record in records)
        {
            files[record.System].Customer(person, record, dice);
            truth?.Number(person.Number).Plain(GroupNetwork.Systems[record.System].Name).Text(record.Key).EndRow();
            if (dice.Chance(options.BadRows))
            {
                files[record.System].BadCustomer(dice);
            }
        }

        told.Clear();
        foreach (var made in life)
        {
            var record = TellerOf(made, records);
            var file = files[record.System];
            if (made.Car is { } car && told.Add((record.System, car.Vin)))
            {
                file.Vehicle(car, made.Day);
            }

            var referred = made.Kind == "referral_made" && file.LastCustomer != record.Key ? file.LastCustomer : null;
            file.Event(made, record, referred, dice);
            if (dice.Chance(options.BadRows))
            {
                file.BadEvent(record, dice);
            }
        }
    }

    /// <summary>The record whose system tells of an event: an answer stays where the question was.</summary>
    private RecordView TellerOf(LifeEvent made, List<RecordView> records)
    {
        if (made.Answers is { } answered && records.Find(record => record.System == answered.WrittenSystem) is { } same)
        {
            return same;
        }

        var wanted = made.Kind switch
        {
            "lead_received" or "campaign_sent" or "consent_changed" or "survey_answered" or "interaction_logged" => GroupNetwork.HeadOffice,
            "service_visited" or "service_booked" or "parts_sold" => records.Find(record => record.System >= 5)?.System ?? -1,
            _ => -1,
        };
        if (wanted >= 0 && dice.Chance(0.7) && records.Find(record => record.System == wanted) is { } fitting)
        {
            return fitting;
        }

        return records.Count > 2 && dice.Chance(0.2) ? records[^1] : records[0];
    }
}
