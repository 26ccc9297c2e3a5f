
using Ardalis.Specification;
namespace AutoCrm.Customers;

/// <summary>The customers that a phone number reaches, those merged into another left out.</summary>
public sealed class CustomersByPhoneSpec : Specification<Customer>
{
    /// <summary>Asks for a number in E.164.</summary>
    public CustomersByPhoneSpec(string e164) => Query
        .Where(customer => customer.MergedInto == null
            && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Phone && point.Value == e164))
        .OrderBy(customer => customer.Id);
}

/// <summary>The customers that an e-mail address reaches, those merged into another left out.</summary>
public sealed class CustomersByEmailSpec : Specification<Customer>
{
    /// <summary>Asks for an address in lower case.</summary>
    public CustomersByEmailSpec(string address) => Query
        .Where(customer => customer.MergedInto == null
            && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Email && point.Value == address))
        .OrderBy(customer => customer.Id);
}
