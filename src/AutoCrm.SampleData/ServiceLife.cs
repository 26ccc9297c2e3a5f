namespace AutoCrm.SampleData;

/// <summary>Generates the events of a car between delivery and disposal.</summary>
internal sealed class ServiceLife(Dice dice)
{
    private static readonly string[] Complaints = ["等待时间过长", "noise after repair", "费用与报价不符", "staff did not call back"];

    /// <summary>Adds the workshop visits of a car. Owners who are not loyal stop after one or two.</summary>
    public void Add(List<LifeEvent> events, Car car, int delivered, int until, double wealth, bool isLoyal)
    {
        var visits = isLoyal ? int.MaxValue : dice.Number(0, 3);
        var perDay = dice.Number(25, 75);
        var day = delivered;
        while (visits-- > 0)
        {
            var booked = day + dice.Number(270, 420);
            day = booked + dice.Number(1, 12);
            if (day >= until)
            {
                return;
            }

            if (dice.Chance(0.35))
            {
                events.Add(new LifeEvent { Kind = "service_booked", Day = booked, Car = car, Channel = dice.Chance(0.6) ? "app" : "phone", Direction = "in" });
            }

            Visit(events, car, day, (day - delivered) * perDay, wealth, Topic());
            if (dice.Chance(0.12))
            {
                var later = day + dice.Number(20, 200);
                Visit(events, car, later, (later - delivered) * perDay, wealth, dice.Chance(0.4) ? "accident" : "repair");
            }

            if (isLoyal && dice.Chance(0.03))
            {
                return;
            }
        }
    }

    private string Topic()
    {
        var share = dice.NextDouble();
        return share < 0.82 ? "maintenance" : share < 0.92 ? "repair" : share < 0.97 ? "warranty" : "recall";
    }

    private void Visit(List<LifeEvent> events, Car car, int day, int kilometres, double wealth, string topic)
    {
        var isFree = topic is "warranty" or "recall";
        var scale = (topic == "accident" ? 6.0 : 1.0) * (0.6 + (car.Model.Price / 250_000.0)) * Math.Min(3, 0.9 + (0.1 * wealth));
        var amount = isFree ? 0 : (long)(dice.Number(40_000, 260_000) * scale);
        var visit = new LifeEvent
        {
            Kind = "service_visited",
            Day = day,
            Car = car,
            Topic = topic,
            Kilometres = kilometres,
            Amount = amount,
            Margin = isFree ? -dice.Number(0, 8_000) : (long)(amount * (0.25 + (dice.NextDouble() * 0.25))),
        };
        events.Add(visit);
        if (dice.Chance(0.06))
        {
            events.Add(new LifeEvent { Kind = "parts_sold", Day = day, Car = car, Amount = dice.Number(5_000, 300_000), Margin = dice.Number(1_000, 60_000) });
        }

        if (dice.Chance(0.08))
        {
            events.Add(new LifeEvent { Kind = "survey_answered", Day = day + dice.Number(1, 8), Topic = "csi", Score = 100 - dice.Number(0, dice.Number(5, 80)) });
        }

        if (dice.Chance(0.03))
        {
            var complaint = new LifeEvent { Kind = "complaint_raised", Day = day + dice.Number(0, 10), Car = car, Channel = "phone", Direction = "in", Note = dice.Pick(Complaints) };
            events.Add(complaint);
            if (dice.Chance(0.85))
            {
                events.Add(new LifeEvent { Kind = "complaint_resolved", Day = complaint.Day + dice.Number(1, 20), Answers = complaint, Direction = "out" });
            }
        }
    }
}
