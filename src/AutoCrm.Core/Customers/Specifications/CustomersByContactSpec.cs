using Ardalis.Specification;

namespace AutoCrm.Customers;

/// <summary>Customers with a phone number, excluding merged customers.</summary>
public sealed class CustomersByPhoneSpec : Specification<Customer>
{
    /// <summary>Selects by a phone number in E.164.</summary>
    public CustomersByPhoneSpec(string e164) => Query
        .Where(customer => customer.MergedInto == null
            && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Phone && point.Value == e164))
        .OrderBy(customer => customer.Id);
}

/// <summary>Customers with an e-mail address, excluding merged customers.</summary>
public sealed class CustomersByEmailSpec : Specification<Customer>
{
    /// <summary>Selects by an e-mail address in lower case.</summary>
    public CustomersByEmailSpec(string address) => Query
        .Where(customer => customer.MergedInto == null
            && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Email && point.Value == address))
        .OrderBy(customer => customer.Id);
}
