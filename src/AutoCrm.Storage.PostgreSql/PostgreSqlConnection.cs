using System.Text.RegularExpressions;
using Npgsql;

namespace AutoCrm.Storage.PostgreSql;

/// <summary>Reads connection strings.</summary>
internal static partial class PostgreSqlConnection
{
    private const string Prepare = "Max Auto Prepare";

    /// <summary>Statements that come again are prepared on the server, up to this number a connection; a connection string can say otherwise.</summary>
    private const int PreparedStatements = 100;

    /// <exception cref="ArgumentException">It cannot be read, or names no server.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string connectionString, string parameter)
    {
        NpgsqlConnectionStringBuilder parsed;
        try
        {
            parsed = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ArgumentException(
                $"The connection string cannot be read: {exception.Message} Expected something like 'Host=db.example;Database=crm;Username=crm;Password=…'.", parameter, exception);
        }

        if (string.IsNullOrWhiteSpace(parsed.Host))
        {
            throw new ArgumentException("The connection string names no server; expected something like 'Host=db.example;Database=crm;Username=crm;Password=…'.", parameter);
        }

        if (!parsed.ContainsKey(Prepare) || parsed.MaxAutoPrepare == 0 && !connectionString.Contains(Prepare.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            && !connectionString.Contains(Prepare, StringComparison.OrdinalIgnoreCase))
        {
            parsed.MaxAutoPrepare = PreparedStatements;
        }

        parsed.ApplicationName ??= "AutoCrm";
        return parsed;
    }

    public static bool IsSchemaName(string name) => SchemaName().IsMatch(name);

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex SchemaName();
}
