using System.Globalization;
using Ardalis.Specification;
using AutoCrm.Assessment;
using AutoCrm.Customers;
using AutoCrm.Hosting;
using AutoCrm.Lifecycle;
using AutoCrm.SharedKernel;
using NodaTime;

namespace WebHost;

/// <summary>Whom an outlet should call: those at risk now, or with <c>before</c> those who will be by then.</summary>
/// <param name="Outlet">The outlet of the latest visit; all outlets if left out.</param>
/// <param name="Before">Those who become at risk before this instant; if left out, those who are.</param>
/// <param name="After">The <c>next</c> of the page before.</param>
/// <param name="Limit">The maximum number of customers. A page may have fewer, as merged and erased customers are left out.</param>
public sealed record AtRiskRequest(string? Outlet, UtcInstant? Before, string? After, int Limit = 20)
{
    /// <summary>Lists the customers, the most urgent one first.</summary>
    public async Task<Page<AtRiskCustomer>> ListAsync(CrmSession crm, ReasonText texts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(crm);
        ArgumentNullException.ThrowIfNull(texts);
        var query = Before is { Value: var before }
            ? AssessmentQuery.All
                .Where(LifecycleAssessment.NextColumn, Stage.AtRisk.Name)
                .Where(LifecycleAssessment.DueColumn, Comparison.Less, before)
            : AssessmentQuery.All.Where(LifecycleAssessment.StageColumn, Stage.AtRisk.Name);
        if (Outlet is not null)
        {
            query = query.Where(LatestVisit.OutletColumn, new OutletCode(Outlet));
        }

        var page = new PageRequest(Limit, After);
        var found = await crm.AssessmentQueries.ListAsync(query.OrderBy(LifecycleAssessment.DueColumn).Take(page.Limit).After(page.After), cancellationToken);
        var customers = (await crm.Customers.ListAsync(new CustomersByIdSpec([.. found.Select(one => one.Customer)]), cancellationToken))
            .Where(customer => customer.Erasure is null)
            .ToDictionary(customer => customer.Id);
        return new Page<AtRiskCustomer>(
            [.. found.Where(one => customers.ContainsKey(one.Customer)).Select(one => AtRiskCustomer.Of(customers[one.Customer], one, texts))],
            found.Next);
    }

    private sealed class CustomersByIdSpec : Specification<Customer>
    {
        public CustomersByIdSpec(IReadOnlyList<Id<Customer>> ids) => Query.Where(customer => ids.Contains(customer.Id) && customer.MergedInto == null);
    }
}

/// <summary>A line of the list.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Name">The name.</param>
/// <param name="Phone">The number to call; none if no valid one is known.</param>
/// <param name="Stage">The stage as of the latest assessment.</param>
/// <param name="Why">Why the customer is at risk or will be, in the language of the request.</param>
/// <param name="Next">The stage that comes if nothing happens.</param>
/// <param name="DueAt">When it comes.</param>
public sealed record AtRiskCustomer(Id<Customer> Customer, string? Name, string? Phone, Stage Stage, string Why, Stage? Next, Instant? DueAt)
{
    internal static AtRiskCustomer Of(Customer customer, CustomerAssessment assessment, ReasonText texts)
    {
        var lifecycle = assessment.Lifecycle;
        return new AtRiskCustomer(
            customer.Id,
            customer.Name?.FullName,
            customer.ContactPoints.FirstOrDefault(point => point is { Kind: ContactPointKind.Phone, IsValid: true })?.Value,
            lifecycle.Stage,
            texts.Render(lifecycle.Stage == Stage.AtRisk ? lifecycle.Reason : lifecycle.Next!.Reason, CultureInfo.CurrentUICulture),
            lifecycle.Next?.To,
            lifecycle.Next?.DueAt);
    }
}
