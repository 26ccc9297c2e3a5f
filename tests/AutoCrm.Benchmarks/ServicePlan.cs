using AutoCrm.Customers;
using AutoCrm.SharedKernel;

namespace AutoCrm.Benchmarks;

/// <summary>An aggregate as a plug-in brings it, of the size of a customer.</summary>
public sealed class ServicePlan(Id<ServicePlan> id, string number) : AggregateRoot
{
    public static AggregateDefinition<ServicePlan, ServicePlanState> Definition { get; } =
        new AggregateDefinition<ServicePlan, ServicePlanState>(
            "benchmark.service_plan",
            plan => new ServicePlanState(plan.Id, plan.Number, plan.Holder, plan.Title, plan.Place, plan.Visits),
            state => new ServicePlan(state.Id, state.Number) { Holder = state.Holder, Title = state.Title, Place = state.Place, Visits = state.Visits })
            .Index(plan => plan.Number, unique: true)
            .Index(plan => plan.Holder)
            .IndexEach(plan => plan.Visits, visit => visit.Code, visit => visit.Kilometres);

    public Id<ServicePlan> Id { get; } = id;

    public override Guid Key => Id.Value;

    public string Number { get; } = number;

    public Id<Customer>? Holder { get; init; }

    public string? Title { get; init; }

    public PostalAddress? Place { get; init; }

    public IReadOnlyList<PlannedVisit> Visits { get; init; } = [];
}

public sealed record PlannedVisit(string Code, int Kilometres, string Work);

public sealed record ServicePlanState(
    Id<ServicePlan> Id, string Number, Id<Customer>? Holder, string? Title, PostalAddress? Place, IReadOnlyList<PlannedVisit> Visits);
