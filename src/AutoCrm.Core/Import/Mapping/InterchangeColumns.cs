namespace AutoCrm.Import;

/// <summary>The columns of the interchange format, by kind of file; required columns are marked with an asterisk.</summary>
internal static class InterchangeColumns
{
    private static readonly string[] Outlets = ["code*", "name*", "kind*", "parent", "region", "time_zone*"];

    private static readonly string[] Customers =
    [
        "key*", "kind*", "name", "family_name", "given_name", "phone", "phone2", "email", "birth_date", "gender", "address", "city",
        "postal_code", "country", "language", "outlet", "marketing_consent", "updated_at",
    ];

    private static readonly string[] Vehicles = ["vin*", "plate", "make", "model", "trim", "model_year", "fuel", "first_registered"];

    private static readonly string[] Events =
    [
        "key*", "customer*", "kind*", "occurred_at*", "outlet", "vin", "amount", "margin", "currency", "odometer_km", "channel",
        "direction", "topic", "score", "ref", "note",
    ];

    public static IReadOnlyList<string> Of(ImportFileKind kind) => [.. Marked(kind).Select(column => column.TrimEnd('*'))];

    public static bool IsRequired(ImportFileKind kind, string column) => Marked(kind).Contains(column + "*");

    public static string FileName(ImportFileKind kind) => kind switch
    {
        ImportFileKind.Outlets => "outlets",
        ImportFileKind.Customers => "customers",
        ImportFileKind.Vehicles => "vehicles",
        _ => "events",
    };

    private static string[] Marked(ImportFileKind kind) => kind switch
    {
        ImportFileKind.Outlets => Outlets,
        ImportFileKind.Customers => Customers,
        ImportFileKind.Vehicles => Vehicles,
        _ => Events,
    };
}
