using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Parses the rows of <c>vehicles</c> into vehicle records.</summary>
internal sealed class VehicleRowParser(ImportRow row, ImportContext context) : IRowParser<VehicleRecord>
{
    private const int FirstModelYear = 1885;
    private static readonly LocalDate FirstCar = new(FirstModelYear, 1, 1);

    private readonly ImportField vin = row["vin"];
    private readonly ImportField plate = row["plate"];
    private readonly ImportField make = row["make"];
    private readonly ImportField model = row["model"];
    private readonly ImportField trim = row["trim"];
    private readonly ImportField modelYear = row["model_year"];
    private readonly ImportField fuel = row["fuel"];
    private readonly ImportField firstRegistered = row["first_registered"];

    public VehicleRecord? Parse()
    {
        var known = FieldVins.Read(row, vin);
        var record = new VehicleRecord
        {
            Source = known is { } number ? new SourceRef(context.System, number.Value) : default,
            Vin = known ?? default,
            RecordedAt = context.RecordedAt,
            Plate = row.GetText(plate),
            Make = row.GetText(make),
            Model = row.GetText(model),
            Trim = row.GetText(trim),
            ModelYear = ModelYear(),
            Fuel = row.GetText(fuel),
            FirstRegistered = context.Times.Date(row, firstRegistered, FirstCar, context.Tomorrow),
            Attributes = row.Others(),
        };
        return row.HasProblems ? null : record;
    }

    private int? ModelYear()
    {
        if (row.GetToken(modelYear) is not { } text)
        {
            return null;
        }

        var latest = context.Tomorrow.Year + 2;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= FirstModelYear && year <= latest)
        {
            return year;
        }

        row.Refuse(modelYear, text, $"'{RowProblem.Truncate(text)}' is not a plausible model year; expected a year from {FirstModelYear} to {latest}.");
        return null;
    }
}
