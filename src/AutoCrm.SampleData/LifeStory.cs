namespace AutoCrm.SampleData;

/// <summary>Generates the events of a customer over the years: interest, purchase, service, disposal, repurchase, or loss.</summary>
internal sealed class LifeStory(Dice dice, CarWorks works, int days, int lastYear)
{
    private static readonly string[] Channels = ["web", "wechat", "phone", "walk_in", "auto_show", "douyin", "referral"];
    private static readonly string[] Remarks =
    [
        "客户对空间满意，想了解置换补贴", "asked for delivery before the holidays", "要求下周六再联系", "prefers white, \"no chrome\"", "对比竞品中，价格敏感",
        "wife decides, call after 18:00", "首保提醒已发送", "wants a child seat, two keys",
    ];

    private readonly List<LifeEvent> events = [];
    private readonly ServiceLife service = new(dice);

    /// <summary>Generates the events of a customer in chronological order.</summary>
    public List<LifeEvent> Of(Person person)
    {
        events.Clear();
        var start = -dice.Number(8, days);
        if (person.Company is not null)
        {
            Fleet(person, start);
        }
        else if (dice.Chance(0.27))
        {
            Look(start, buys: false);
        }
        else
        {
            Drive(person, start);
        }

        Contacts(start);
        events.RemoveAll(lifeEvent => lifeEvent.Day >= 0 || lifeEvent.Day < -days);
        events.Sort((left, right) => left.Day != right.Day ? left.Day.CompareTo(right.Day) : string.CompareOrdinal(left.Kind, right.Kind));
        return events;
    }

    private void Drive(Person person, int start)
    {
        var day = Look(start, buys: true);
        for (var cars = 0; cars < 6 && day < 0; cars++)
        {
            var year = lastYear + (day / 365);
            var car = works.Build(dice, person.Wealth, year, (person.NewHome ?? person.Home).City);
            if (!Buy(car, ref day, person.Wealth))
            {
                return;
            }

            var years = dice.Number(3, 9) - (person.Wealth > 3 ? 1 : 0);
            var sold = day + (years * 365) + dice.Number(-120, 120);
            service.Add(events, car, day, Math.Min(sold, 0), person.Wealth, isLoyal: dice.Chance(0.55));
            if (sold >= 0 || dice.Chance(0.4))
            {
                return;
            }

            events.Add(new LifeEvent { Kind = "vehicle_disposed", Day = sold, Car = car, Kilometres = (sold - day) * 40, Topic = dice.Chance(0.7) ? "trade_in" : null });
            if (!dice.Chance(0.2 + (0.1 * Math.Min(person.Wealth, 6))))
            {
                return;
            }

            day = Look(sold - dice.Number(5, 40), buys: true);
        }
    }

    private void Fleet(Person person, int start)
    {
        var cars = (int)(1.5 * person.Wealth);
        for (var i = 0; i < Math.Max(1, cars); i++)
        {
            var day = start + dice.Number(0, -start);
            var car = works.Build(dice, 1.5, lastYear + (day / 365), person.Home.City);
            if (Buy(car, ref day, 1.2))
            {
                var sold = day + (dice.Number(3, 6) * 365);
                service.Add(events, car, day, Math.Min(sold, 0), 1.2, isLoyal: dice.Chance(0.8));
                if (sold < 0)
                {
                    events.Add(new LifeEvent { Kind = "vehicle_disposed", Day = sold, Car = car, Kilometres = (sold - day) * 70 });
                }
            }
        }
    }

    /// <summary>Adds the events from the first lead to the quote.</summary>
    /// <returns>The day of the quote.</returns>
    private int Look(int day, bool buys)
    {
        var channel = dice.Pick(Channels);
        events.Add(new LifeEvent { Kind = "lead_received", Day = day, Channel = channel, Direction = "in" });
        if (dice.Chance(0.4))
        {
            events.Add(Interaction(day + dice.Number(0, 5)));
        }

        if (dice.Chance(buys ? 0.6 : 0.3))
        {
            day += dice.Number(1, 12);
            events.Add(new LifeEvent { Kind = "test_drive_taken", Day = day });
        }

        if (dice.Chance(buys ? 0.75 : 0.3))
        {
            day += dice.Number(0, 10);
            events.Add(new LifeEvent { Kind = "quote_issued", Day = day, Amount = dice.Number(1100, 4500) * 10_000L });
        }

        return day;
    }

    private bool Buy(Car car, ref int day, double wealth)
    {
        day += dice.Number(1, 21);
        var price = (long)(car.Model.Price * (0.9 + (dice.NextDouble() * 0.12))) * 100;
        var order = new LifeEvent { Kind = "order_placed", Day = day, Amount = price };
        events.Add(order);
        if (dice.Chance(0.06))
        {
            events.Add(new LifeEvent { Kind = "order_cancelled", Day = day + dice.Number(2, 30), Answers = order, Note = dice.Pick(Remarks) });
            return false;
        }

        day += dice.Number(5, 60);
        events.Add(new LifeEvent
        {
            Kind = "vehicle_delivered",
            Day = day,
            Car = car,
            Amount = price,
            Margin = (long)(price * ((dice.NextDouble() * 0.06) - 0.01 + Math.Min(0.03, wealth * 0.004))),
            Kilometres = dice.Number(5, 60),
        });
        if (dice.Chance(0.4))
        {
            events.Add(new LifeEvent { Kind = "finance_signed", Day = day, Car = car, Amount = price / 10 * 6, Margin = price / 100 });
        }

        if (dice.Chance(0.5))
        {
            events.Add(new LifeEvent { Kind = "insurance_sold", Day = day, Car = car, Amount = price / 40, Margin = price / 400 });
        }

        if (dice.Chance(0.15))
        {
            events.Add(new LifeEvent { Kind = "survey_answered", Day = day + dice.Number(3, 15), Topic = "ssi", Score = 100 - dice.Number(0, dice.Number(5, 70)) });
        }

        return true;
    }

    private void Contacts(int start)
    {
        if (dice.Chance(0.3))
        {
            for (var sent = dice.Number(1, 4); sent > 0; sent--)
            {
                var campaign = new LifeEvent { Kind = "campaign_sent", Day = start + dice.Number(0, -start), Channel = "sms", Direction = "out", Topic = "service_week" };
                events.Add(campaign);
                if (dice.Chance(0.15))
                {
                    events.Add(new LifeEvent { Kind = "campaign_responded", Day = campaign.Day + dice.Number(0, 9), Channel = "sms", Direction = "in", Answers = campaign });
                }
            }
        }

        if (dice.Chance(0.08))
        {
            events.Add(new LifeEvent { Kind = "survey_answered", Day = start + dice.Number(0, -start), Topic = "nps", Score = 10 - dice.Number(0, dice.Number(1, 11)) });
        }

        if (dice.Chance(0.05))
        {
            events.Add(new LifeEvent { Kind = "referral_made", Day = start + dice.Number(0, -start), Direction = "in" });
        }

        if (dice.Chance(0.06))
        {
            events.Add(new LifeEvent { Kind = "consent_changed", Day = start + dice.Number(0, -start), Topic = "marketing", Note = dice.Chance(0.7) ? "given" : "withdrawn" });
        }

        if (dice.Chance(0.25))
        {
            events.Add(Interaction(start + dice.Number(0, -start)));
        }
    }

    private LifeEvent Interaction(int day) => new()
    {
        Kind = "interaction_logged",
        Day = day,
        Channel = dice.Pick(Channels),
        Direction = dice.Chance(0.5) ? "in" : "out",
        Note = dice.Chance(0.5) ? dice.Pick(Remarks) : null,
    };
}
