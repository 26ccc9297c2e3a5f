using AutoCrm.Network;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Parses the rows of <c>outlets</c>. Parents are validated after all rows are read.</summary>
internal sealed class OutletRowParser(ImportRow row) : IRowParser<Outlet>
{
    private readonly ImportField code = row["code"];
    private readonly ImportField name = row["name"];
    private readonly ImportField kind = row["kind"];
    private readonly ImportField parent = row["parent"];
    private readonly ImportField region = row["region"];
    private readonly ImportField timeZone = row["time_zone"];

    public Outlet? Parse()
    {
        var knownCode = row.GetToken(code);
        var knownName = row.GetText(name);
        var knownKind = Kind();
        var zone = Zone();
        var above = row.GetToken(parent);
        var knownRegion = row.GetText(region);
        if (above is not null && above == knownCode)
        {
            row.Refuse(parent, above, $"The outlet '{RowProblem.Truncate(above)}' cannot be its own parent; expected another outlet, or none.");
        }

        if (row.HasProblems || knownCode is null || knownName is null || knownKind is not { } whichKind || zone is null)
        {
            return null;
        }

        var outlet = new Outlet(new OutletCode(knownCode), knownName, whichKind, zone);
        outlet.SetParent(above is null ? null : new OutletCode(above));
        outlet.SetRegion(knownRegion);
        return outlet;
    }

    private OutletKind? Kind()
    {
        switch (row.GetToken(kind))
        {
            case null:
                return null;
            case "head_office":
                return OutletKind.HeadOffice;
            case "dealer":
                return OutletKind.Dealer;
            case "service_station":
                return OutletKind.ServiceStation;
            case var other:
                row.Refuse(kind, other, $"'{RowProblem.Truncate(other)}' is not an outlet kind; expected head_office, dealer or service_station.");
                return null;
        }
    }

    private DateTimeZone? Zone()
    {
        if (row.GetToken(timeZone) is not { } id)
        {
            return null;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone)
        {
            return zone;
        }

        row.Refuse(timeZone, id, $"'{RowProblem.Truncate(id)}' is not an IANA time zone; expected one such as Asia/Shanghai or Europe/Berlin.");
        return null;
    }
}
