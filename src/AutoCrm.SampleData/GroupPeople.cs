using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>Generates and writes people, their events and their records in the systems, one household at a time.</summary>
internal sealed class GroupPeople
{
    private readonly SystemFiles[] files;
    private readonly CsvFile? truth;
    private readonly DealerGroupOptions options;
    private readonly Dice dice = new(0);
    private readonly List<Person> household = [];
    private readonly LifeStory lives;
    private readonly RecordViews views;
    private readonly HashSet<(int System, string Vin)> writtenVehicles = [];

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
    /// <param name="most">The maximum number of members.</param>
    /// <returns>The number of members.</returns>
    public int WriteHousehold(int firstNumber, int most)
    {
        dice.Reseed(options.Seed, (ulong)firstNumber);
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
        var records = views.Of(person, life.Exists(lifeEvent => lifeEvent.Car is not null));
        foreach (var record in records)
        {
            files[record.System].Customer(person, record, dice);
            truth?.Number(person.Number).Plain(GroupNetwork.Systems[record.System].Name).Text(record.Key).EndRow();
            if (dice.Chance(options.BadRows))
            {
                files[record.System].BadCustomer(dice);
            }
        }

        writtenVehicles.Clear();
        foreach (var lifeEvent in life)
        {
            var record = RecordFor(lifeEvent, records);
            var file = files[record.System];
            if (lifeEvent.Car is { } car && writtenVehicles.Add((record.System, car.Vin)))
            {
                file.Vehicle(car, lifeEvent.Day);
            }

            var referred = lifeEvent.Kind == "referral_made" && file.LastCustomer != record.Key ? file.LastCustomer : null;
            file.Event(lifeEvent, record, referred, dice);
            if (dice.Chance(options.BadRows))
            {
                file.BadEvent(record, dice);
            }
        }
    }

    /// <summary>Selects the record whose system contains an event; an answer is in the same system as the event it answers.</summary>
    private RecordView RecordFor(LifeEvent lifeEvent, List<RecordView> records)
    {
        if (lifeEvent.Answers is { } answered && records.Find(record => record.System == answered.WrittenSystem) is { } same)
        {
            return same;
        }

        var wanted = lifeEvent.Kind switch
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
