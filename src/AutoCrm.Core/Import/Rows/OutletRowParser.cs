using AutoCrm.Network;
using AutoCrm.SharedKernel;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Makes outlets of the rows of <c>outlets</c>. Whether a parent is known is seen when all rows are read.</summary>
internal sealed class OutletRowParser(RowFields row) : IRowParser<Outlet>
{
    private readonly Field code = row["code"];
    private readonly Field name = row["name"];
    private readonly Field kind = row["kind"];
    private readonly Field parent = row["parent"];
    private readonly Field region = row["region"];
    private readonly Field timeZone = row["time_zone"];

    public Outlet? Parse()
    {
        var knownCode = row.GetToken(code);
        var knownName = row.Text(name);
        var knownKind = Kind();
        var zone = Zone();
        var above = row.GetToken(parent);
        var knownRegion = row.Text(region);
        if (above is not null && above == knownCode)
        {
            row.Refuse(parent, above, $"The outlet '{RowProblem.Truncate(above)}' cannot belong to itself; name the outlet above it, or none.");
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
                row.Refuse(kind, other, $"'{RowProblem.Truncate(other)}' is no kind of outlet; expected head_office, dealer or service_station.");
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

        row.Refuse(timeZone, id, $"'{RowProblem.Truncate(id)}' is no time zone of the IANA database; expected one such as Asia/Shanghai or Europe/Berlin.");
        return null;
    }
}
