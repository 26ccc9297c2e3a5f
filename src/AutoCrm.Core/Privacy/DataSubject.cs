using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;

namespace AutoCrm.Privacy;

/// <summary>The person whose data is exported or erased.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="AllIds">The id of the customer and those of the customers merged into it, under which a plug-in may have stored something.</param>
/// <param name="Records">The source records of the customer.</param>
/// <param name="Vehicles">The vehicles that the customer was seen with last.</param>
public sealed record DataSubject(
    Customer Customer, IReadOnlyList<Id<Customer>> AllIds, IReadOnlyList<SourceRecord> Records, IReadOnlyList<Vin> Vehicles);
