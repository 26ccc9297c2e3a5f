using System.Globalization;
using AutoCrm.SharedKernel;
using AutoCrm.Vehicles;
using NodaTime;

namespace AutoCrm.Import;

/// <summary>Parses the rows of <c>vehicles</c> into vehicle records.</summary>
internal sealed class VehicleRowParser(RowFields row, ImportScope scope) : IRowParser<VehicleRecord>
{
    private const int FirstModelYear = 1885;
    private static readonly LocalDate FirstCar = new(FirstModelYear, 1, 1);

    private readonly Field vin = row["vin"];
    private readonly Field plate = row["plate"];
    private readonly Field make = row["make"];
    private readonly Field model = row["model"];
    private readonly Field trim = row["trim"];
    private readonly Field modelYear = row["model_year"];
    private readonly Field fuel = row["fuel"];
    private readonly Field firstRegistered = row["first_registered"];

    public VehicleRecord? Parse()
    {
        var known = FieldVins.Read(row, vin);
        var record = new VehicleRecord
        {
            Source = known is { } number ? new SourceRef(scope.System, number.Value) : default,
            Vin = known ?? default,
            RecordedAt = scope.RecordedAt,
            Plate = row.GetText(plate),
            Make = row.GetText(make),
            Model = row.GetText(model),
            Trim = row.GetText(trim),
            ModelYear = ModelYear(),
            Fuel = row.GetText(fuel),
            FirstRegistered = scope.Times.Date(row, firstRegistered, FirstCar, scope.Tomorrow),
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

        var latest = scope.Tomorrow.Year + 2;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= FirstModelYear && year <= latest)
        {
            return year;
        }

        row.Refuse(modelYear, text, $"'{RowProblem.Truncate(text)}' is not a plausible model year; expected a year from {FirstModelYear} to {latest}.");
        return null;
    }
}
