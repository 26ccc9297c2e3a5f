using Ardalis.Specification;
using AutoCrm.SharedKernel;

namespace AutoCrm.Customers;

/// <summary>Customers with a phone number, excluding merged customers, ordered by id.</summary>
public sealed class CustomersByPhoneSpec : Specification<Customer>
{
    /// <summary>Selects by a phone number in E.164.</summary>
    public CustomersByPhoneSpec(string e164)
        : this(e164, null, null)
    {
    }

    /// <summary>Selects a page of those with a phone number in E.164.</summary>
    /// <param name="e164">The number.</param>
    /// <param name="after">The last customer of the page before; <see langword="null"/> = the list begins.</param>
    /// <param name="limit">The maximum number of customers; <see langword="null"/> = all.</param>
    public CustomersByPhoneSpec(string e164, Id<Customer>? after, int? limit)
    {
        Query.Where(customer => customer.MergedInto == null
                && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Phone && point.Value == e164))
            .OrderBy(customer => customer.Id);
        Query.PageAfter(after, limit);
    }
}

/// <summary>Customers with an e-mail address, excluding merged customers, ordered by id.</summary>
public sealed class CustomersByEmailSpec : Specification<Customer>
{
    /// <summary>Selects by an e-mail address in lower case.</summary>
    public CustomersByEmailSpec(string address)
        : this(address, null, null)
    {
    }

    /// <summary>Selects a page of those with an e-mail address in lower case.</summary>
    /// <param name="address">The address.</param>
    /// <param name="after">The last customer of the page before; <see langword="null"/> = the list begins.</param>
    /// <param name="limit">The maximum number of customers; <see langword="null"/> = all.</param>
    public CustomersByEmailSpec(string address, Id<Customer>? after, int? limit)
    {
        Query.Where(customer => customer.MergedInto == null
                && customer.ContactPoints.Any(point => point.Kind == ContactPointKind.Email && point.Value == address))
            .OrderBy(customer => customer.Id);
        Query.PageAfter(after, limit);
    }
}

/// <summary>Pages of lists that are ordered by id.</summary>
internal static class PageSpecExtensions
{
    public static void PageAfter(this ISpecificationBuilder<Customer> query, Id<Customer>? after, int? limit)
    {
        if (after is { } last)
        {
            query.Where(customer => customer.Id > last);
        }

        if (limit is { } most)
        {
            query.Take(most);
        }
    }
}
