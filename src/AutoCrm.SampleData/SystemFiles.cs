using NodaTime;

namespace AutoCrm.SampleData;

/// <summary>Writes the files of one system.</summary>
internal sealed class SystemFiles : IDisposable
{
    private readonly SourceSystem system;
    private readonly int number;
    private readonly LocalDate lastDay;
    private readonly string currency;
    private readonly CsvFile customers;
    private readonly CsvFile vehicles;
    private readonly CsvFile events;
    private long lastEvent;

    public SystemFiles(string directory, int number, LocalDate lastDay, string currency)
    {
        system = GroupNetwork.Systems[number];
        this.number = number;
        this.lastDay = lastDay;
        this.currency = currency;
        var folder = Directory.CreateDirectory(Path.Combine(directory, system.Name)).FullName;
        customers = new CsvFile(
            Path.Combine(folder, "customers.csv"), "key", "kind", "name", "family_name", "given_name", "phone", "phone2", "email", "birth_date",
            "gender", "address", "city", "postal_code", "country", "language", "outlet", "marketing_consent", "updated_at", "adviser");
        vehicles = new CsvFile(Path.Combine(folder, "vehicles.csv"), "vin", "plate", "make", "model", "trim", "model_year", "fuel", "first_registered");
        events = new CsvFile(
            Path.Combine(folder, "events.csv"), "key", "customer", "kind", "occurred_at", "outlet", "vin", "amount", "margin", "currency",
            "odometer_km", "channel", "direction", "topic", "score", "ref", "note");
    }

    public long Records { get; private set; }

    public long Vehicles { get; private set; }

    public long Events { get; private set; }

    public long BadRows { get; private set; }

    /// <summary>The key of the customer written last, used as the target of referrals.</summary>
    public string? LastCustomer { get; private set; }

    public void Customer(Person person, RecordView view, Dice dice)
    {
        customers.Text(view.Key).Plain(person.Company is null ? "person" : "organization");
        customers.Text(view.Name).Text(view.Family).Text(view.Given).Text(view.Phone).Text(view.SecondPhone).Text(view.Email);
        Date(customers, view.HasBirthDate ? person.Born : null);
        customers.Text(person.Company is null && view.HasGender ? system.HasOffset || person.IsWestern ? person.IsFemale ? "f" : "m" : person.IsFemale ? "女" : "男" : null);
        customers.Text(view.Home?.Street).Text(view.Home is { } home ? dice.Chance(0.1) ? home.City.Latin : home.City.Name : null);
        customers.Text(view.Home?.PostalCode).Text(view.Home?.City.Country).Plain(person.IsWestern ? "" : "zh-CN");
        customers.Text(view.Outlet.Code).Plain(dice.Chance(0.3) ? "" : dice.Chance(0.75) ? "yes" : "no");
        Time(customers, view.UpdatedOn, dice, withOffset: true);
        customers.Text(Advisers.Of(view.Outlet, Records));
        customers.EndRow();
        LastCustomer = view.Key;
        Records++;
    }

    public void Vehicle(Car car, int registeredOn)
    {
        vehicles.Plain(car.Vin).Text(car.Plate).Plain(car.Model.Make).Plain(car.Model.Name).Text(car.Trim).Number(car.Year).Plain(car.Model.Fuel);
        Date(vehicles, lastDay.PlusDays(registeredOn));
        vehicles.EndRow();
        Vehicles++;
    }

    /// <param name="lifeEvent">The event.</param>
    /// <param name="view">The record that the event belongs to.</param>
    /// <param name="referred">The key of the referred customer.</param>
    /// <param name="dice">The generator for the time of day.</param>
    public void Event(LifeEvent lifeEvent, RecordView view, string? referred, Dice dice)
    {
        lifeEvent.WrittenSystem = number;
        lifeEvent.WrittenKey = ++lastEvent;
        Key(lastEvent);
        events.Text(view.Key).Plain(lifeEvent.Kind);
        Time(events, lifeEvent.Day, dice, system.HasOffset);
        events.Text(view.Outlet.Code).Plain(lifeEvent.Car?.Vin);
        Money(lifeEvent.Amount);
        Money(lifeEvent.Margin);
        events.Plain(lifeEvent.Amount is null && lifeEvent.Margin is null ? "" : currency);
        Count(lifeEvent.Kilometres);
        events.Plain(lifeEvent.Channel).Plain(lifeEvent.Direction).Plain(lifeEvent.Topic);
        Count(lifeEvent.Score);
        if (lifeEvent.Answers is { } answered && answered.WrittenSystem == number)
        {
            Key(answered.WrittenKey);
        }
        else
        {
            events.Text(referred);
        }

        events.Text(lifeEvent.Note).EndRow();
        Events++;
    }

    /// <summary>Writes an invalid row of customers.</summary>
    public void BadCustomer(Dice dice)
    {
        var bad = dice.Number(0, 3);
        customers.Plain($"BAD{++BadRows}").Plain(bad == 0 ? "robot" : "person").Text("坏数据");
        for (var column = 0; column < 5; column++)
        {
            customers.Empty();
        }

        customers.Plain(bad == 1 ? "1987-02-30" : "").Empty().Empty().Empty().Empty().Plain(bad == 2 ? "XX" : "CN").Empty().Empty().Empty().Empty().Empty();
        customers.EndRow();
    }

    /// <summary>Writes an invalid row of events.</summary>
    public void BadEvent(RecordView view, Dice dice)
    {
        var bad = dice.Number(0, 7);
        events.Plain($"BAD{++BadRows}").Text(bad == 0 ? "nobody-" + view.Key : view.Key).Plain(bad == 1 ? "car_washed" : "service_visited");
        events.Plain(bad == 2 ? "2021-13-45T10:00:00Z" : "2021-06-15T10:00:00Z").Plain(bad == 3 ? "NOWHERE" : view.Outlet.Code);
        events.Plain(bad == 4 ? "LSVAA4182E218456" : "").Plain("880.00").Empty().Plain(bad == 5 ? "RNB" : currency);
        events.Plain(bad == 6 ? "-12" : "").Empty().Empty().Plain("maintenance").Empty().Empty().Empty().EndRow();
    }

    public void Dispose()
    {
        customers.Dispose();
        vehicles.Dispose();
        events.Dispose();
    }

    private void Key(long key)
    {
        Span<char> text = stackalloc char[24];
        text[0] = 'T';
        key.TryFormat(text[1..], out var length, "D8", System.Globalization.CultureInfo.InvariantCulture);
        events.Plain(text[..(length + 1)]);
    }

    private void Money(long? hundredths) => Either(hundredths, value => events.Hundredths(value));

    private void Count(int? count) => Either(count, value => events.Number(value));

    private void Either(long? value, Action<long> write)
    {
        if (value is { } known)
        {
            write(known);
        }
        else
        {
            events.Empty();
        }
    }

    private static void Date(CsvFile file, LocalDate? date)
    {
        Span<char> text = stackalloc char[10];
        file.Plain(date is { } known ? Write(known, text) : []);
    }

    private void Time(CsvFile file, int day, Dice dice, bool withOffset)
    {
        Span<char> text = stackalloc char[25];
        Write(lastDay.PlusDays(day), text);
        var minute = dice.Number(9 * 60, 19 * 60);
        "T00:00:00+08:00".CopyTo(text[10..]);
        Digits(text[11..], minute / 60);
        Digits(text[14..], minute % 60);
        file.Plain(withOffset ? text : text[..19]);
    }

    private static ReadOnlySpan<char> Write(LocalDate date, Span<char> text)
    {
        Digits(text, date.Year / 100);
        Digits(text[2..], date.Year % 100);
        text[4] = '-';
        Digits(text[5..], date.Month);
        text[7] = '-';
        Digits(text[8..], date.Day);
        return text[..10];
    }

    private static void Digits(Span<char> text, int number)
    {
        text[0] = (char)('0' + (number / 10));
        text[1] = (char)('0' + (number % 10));
    }
}
