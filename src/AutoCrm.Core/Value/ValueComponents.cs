using AutoCrm.Timeline;

namespace AutoCrm.Value;

/// <summary>The components of customer value, to which the margins of events are assigned.</summary>
public static class ValueComponents
{
    /// <summary>The margin on vehicle deliveries.</summary>
    public const string Vehicle = "vehicle";

    /// <summary>The margin on workshop visits, labour and parts.</summary>
    public const string Service = "service";

    /// <summary>The margin on parts and accessories over the counter.</summary>
    public const string Accessories = "accessories";

    /// <summary>The commissions on finance and insurance.</summary>
    public const string FinanceInsurance = "finance_insurance";

    /// <summary>The margin on trade-ins.</summary>
    public const string TradeIn = "trade_in";

    /// <summary>The value of referrals.</summary>
    public const string Referral = "referral";

    /// <summary>The cost of acquiring the customer, as a negative margin.</summary>
    public const string CostToAcquire = "cost_to_acquire";

    /// <summary>The cost of serving the customer, as a negative margin.</summary>
    public const string CostToServe = "cost_to_serve";

    /// <summary>The margin on events of kinds that state no component of this list.</summary>
    public const string Other = "other";

    /// <summary>The components, in display order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Vehicle, Service, Accessories, FinanceInsurance, TradeIn, Referral, CostToAcquire, CostToServe, Other];

    /// <summary>The place in <see cref="All"/> of the component that events of a kind belong to.</summary>
    internal static int IndexOf(EventKind kind)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == kind.ValueComponent)
            {
                return i;
            }
        }

        return All.Count - 1;
    }
}
