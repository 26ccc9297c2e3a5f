using AutoCrm.Customers;
using AutoCrm.Identity;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Makes source records of the rows of <c>customers</c>.</summary>
internal sealed class CustomerRowParser(RowFields row, ImportScope scope) : IRowParser<SourceRecord>
{
    private static readonly LocalDate EarliestBirth = new(1880, 1, 1);

    private readonly Field key = row["key"];
    private readonly Field kind = row["kind"];
    private readonly Field name = row["name"];
    private readonly Field familyName = row["family_name"];
    private readonly Field givenName = row["given_name"];
    private readonly Field phone = row["phone"];
    private readonly Field phone2 = row["phone2"];
    private readonly Field email = row["email"];
    private readonly Field birthDate = row["birth_date"];
    private readonly Field gender = row["gender"];
    private readonly Field address = row["address"];
    private readonly Field city = row["city"];
    private readonly Field postalCode = row["postal_code"];
    private readonly Field country = row["country"];
    private readonly Field language = row["language"];
    private readonly Field outlet = row["outlet"];
    private readonly Field marketingConsent = row["marketing_consent"];
    private readonly Field updatedAt = row["updated_at"];

    public SourceRecord? Parse()
    {
        var knownKey = row.GetToken(key);
        var knownKind = Kind();
        var writtenName = CustomerName.From(row.Text(name), row.Text(familyName), row.Text(givenName));
        var knownCountry = Country();
        var born = scope.Times.Date(row, birthDate, EarliestBirth, scope.Tomorrow);
        var knownGender = Gender();
        var postalAddress = new PostalAddress(row.Text(address), row.Text(city), row.GetToken(postalCode), knownCountry);
        var tongue = row.GetToken(language);
        var at = scope.Outlets.Find(row, outlet);
        var consent = Consent();
        var updated = scope.Times.Time(row, updatedAt, DateTimeZone.Utc, zoneIsWrong: false);
        var firstPhone = row.Text(phone);
        var secondPhone = row.Text(phone2);
        var mail = row.Text(email);
        var attributes = row.Others();
        if (row.HasProblems || knownKey is null || knownKind is not { } whichKind)
        {
            return null;
        }

        return new SourceRecord
        {
            Source = new SourceRef(scope.System, knownKey),
            Kind = whichKind,
            Name = writtenName,
            Phones = Phones(firstPhone, secondPhone, knownCountry ?? scope.DefaultCountry),
            Email = mail is null ? null : ContactPoint.Email(mail),
            BirthDate = born,
            Gender = knownGender,
            Address = postalAddress.IsEmpty ? null : postalAddress,
            Language = tongue,
            Outlet = at?.Code,
            MarketingConsent = consent,
            UpdatedAt = updated,
            RecordedAt = scope.RecordedAt,
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
                row.Refuse(kind, other, $"'{RowProblem.Truncate(other)}' is no kind of customer; expected person or organization.");
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

        row.Refuse(country, code, $"'{RowProblem.Truncate(code)}' is no country of ISO 3166-1; expected a code of two letters such as CN or DE.");
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
                row.Refuse(gender, text, $"'{RowProblem.Truncate(text)}' is no gender that is known; expected f, m, female, male, 女, 男 or other, or nothing.");
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
                row.Refuse(marketingConsent, text, $"'{RowProblem.Truncate(text)}' is no answer to marketing consent; expected yes or no, or nothing where it is not known.");
                return null;
        }
    }
}
