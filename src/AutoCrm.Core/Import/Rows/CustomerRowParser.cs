using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Parses the rows of <c>customers</c> into source records.</summary>
internal sealed class CustomerRowParser(ImportRow row, ImportContext context) : IRowParser<SourceRecord>
{
    private static readonly LocalDate EarliestBirth = new(1880, 1, 1);

    private readonly ImportField key = row["key"];
    private readonly ImportField kind = row["kind"];
    private readonly ImportField name = row["name"];
    private readonly ImportField familyName = row["family_name"];
    private readonly ImportField givenName = row["given_name"];
    private readonly ImportField phone = row["phone"];
    private readonly ImportField phone2 = row["phone2"];
    private readonly ImportField email = row["email"];
    private readonly ImportField birthDate = row["birth_date"];
    private readonly ImportField gender = row["gender"];
    private readonly ImportField address = row["address"];
    private readonly ImportField city = row["city"];
    private readonly ImportField postalCode = row["postal_code"];
    private readonly ImportField country = row["country"];
    private readonly ImportField language = row["language"];
    private readonly ImportField outlet = row["outlet"];
    private readonly ImportField marketingConsent = row["marketing_consent"];
    private readonly ImportField updatedAt = row["updated_at"];

    public SourceRecord? Parse()
    {
        var knownKey = row.GetToken(key);
        var knownKind = Kind();
        var customerName = CustomerName.From(row.GetText(name), row.GetText(familyName), row.GetText(givenName));
        var knownCountry = Country();
        var born = context.Times.Date(row, birthDate, EarliestBirth, context.Tomorrow);
        var knownGender = Gender();
        var postalAddress = new PostalAddress(row.GetText(address), row.GetText(city), row.GetToken(postalCode), knownCountry);
        var tongue = row.GetToken(language);
        var at = context.Outlets.Find(row, outlet);
        var consent = Consent();
        var updated = context.Times.Time(row, updatedAt, DateTimeZone.Utc, zoneIsRefused: false);
        var firstPhone = row.GetText(phone);
        var secondPhone = row.GetText(phone2);
        var mail = row.GetText(email);
        var attributes = row.Others();
        if (row.HasProblems || knownKey is null || knownKind is not { } whichKind)
        {
            return null;
        }

        return new SourceRecord
        {
            Source = new SourceRef(context.System, knownKey),
            Kind = whichKind,
            Name = customerName,
            Phones = Phones(firstPhone, secondPhone, knownCountry ?? context.DefaultCountry),
            Email = mail is null ? null : ContactPoint.Email(mail),
            BirthDate = born,
            Gender = knownGender,
            Address = postalAddress.IsEmpty ? null : postalAddress,
            Language = tongue,
            Outlet = at?.Code,
            MarketingConsent = consent,
            UpdatedAt = updated,
            RecordedAt = context.RecordedAt,
            Attributes = attributes,
        };
    }

    private static IReadOnlyList<ContactPoint> Phones(string? first, string? second, string country)
    {
        if (first is null && second is null)
        {
            return [];
        }

        if (first is null || second is null)
        {
            return [ContactPoint.Phone((first ?? second)!, country)];
        }

        var main = ContactPoint.Phone(first, country);
        var other = ContactPoint.Phone(second, country);
        return main.Value == other.Value ? [main] : [main, other];
    }

    private CustomerKind? Kind()
    {
        switch (row.GetToken(kind))
        {
            case null:
                return null;
            case "person":
                return CustomerKind.Person;
            case "organization":
                return CustomerKind.Organization;
            case var other:
                row.Refuse(kind, other, $"'{RowProblem.Truncate(other)}' is not a customer kind; expected person or organization.");
                return null;
        }
    }

    private string? Country()
    {
        if (row.GetToken(country) is not { } code)
        {
            return null;
        }

        if (Iso3166.Find(code) is { } found)
        {
            return found;
        }

        row.Refuse(country, code, $"'{RowProblem.Truncate(code)}' is not an ISO 3166-1 alpha-2 country code; expected two letters such as CN or DE.");
        return null;
    }

    private Gender? Gender()
    {
        if (row.GetToken(gender) is not { } text)
        {
            return null;
        }

        switch (text.ToLowerInvariant())
        {
            case "f" or "female" or "女":
                return Customers.Gender.Female;
            case "m" or "male" or "男":
                return Customers.Gender.Male;
            case "other":
                return Customers.Gender.Other;
            default:
                row.Refuse(gender, text, $"'{RowProblem.Truncate(text)}' is not a known gender; expected f, m, female, male, 女, 男, other or empty.");
                return null;
        }
    }

    private bool? Consent()
    {
        if (row.GetToken(marketingConsent) is not { } text)
        {
            return null;
        }

        switch (text.ToLowerInvariant())
        {
            case "yes" or "true":
                return true;
            case "no" or "false":
                return false;
            default:
                row.Refuse(marketingConsent, text, $"'{RowProblem.Truncate(text)}' is not a valid marketing consent; expected yes or no, or empty if unknown.");
                return null;
        }
    }
}
