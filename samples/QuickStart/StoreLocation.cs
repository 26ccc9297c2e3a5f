using Npgsql;

namespace QuickStart;

/// <summary>Where a run keeps its store: in an SQLite file, or in a PostgreSQL database. Nothing that is printed of it holds a password.</summary>
public sealed class StoreLocation
{
    private const int DefaultPort = 5432;

    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    private static readonly string[] ServerKeywords = ["Host", "Server"];

    /// <summary>The parameters of a URI that Npgsql calls otherwise (PostgreSQL manual, "Parameter Key Words"); of the others only the underscores differ.</summary>
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dbname"] = "Database", ["user"] = "Username", ["connect_timeout"] = "Timeout", ["sslrootcert"] = "RootCertificate", ["sslcert"] = "SslCertificate", ["sslkey"] = "SslKey",
    };

    private StoreLocation(string? file, NpgsqlConnectionStringBuilder? connection)
    {
        File = file;
        ConnectionString = connection?.ConnectionString;
        Name = file ?? $"postgresql://{connection!.Host}:{connection.Port}/{DatabaseOf(connection)}";
        ShortName = file is null ? DatabaseOf(connection!) : Path.GetFileName(file);
    }

    /// <summary>The full path of the SQLite file; <see langword="null"/> for a database on a server.</summary>
    public string? File { get; }

    /// <summary>The connection string of the PostgreSQL database; <see langword="null"/> for a file.</summary>
    public string? ConnectionString { get; }

    /// <summary>What messages call the store.</summary>
    public string Name { get; }

    /// <summary>What the report, which is passed on, calls the store.</summary>
    public string ShortName { get; }

    /// <summary>Whether a text means a database on a server: a connection string that names a server, or a URI. Anything else is a path.</summary>
    public static bool IsServer(string text) => IsUri(text)
        || text.Split(';').Any(part => part.Split('=', 2) is [var keyword, _] && ServerKeywords.Contains(keyword.Trim(), StringComparer.OrdinalIgnoreCase));

    /// <summary>A store in an SQLite file.</summary>
    public static StoreLocation InFile(string path) => new(Path.GetFullPath(path), null);

    /// <summary>A store in a PostgreSQL database; <see langword="null"/> if the connection string or URI cannot be read.</summary>
    public static StoreLocation? OnServer(string text)
    {
        try
        {
            var connection = IsUri(text) ? Read(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrWhiteSpace(connection.Host) ? null : new StoreLocation(null, connection);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static bool IsUri(string text) => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static NpgsqlConnectionStringBuilder Read(Uri uri)
    {
        var connection = new NpgsqlConnectionStringBuilder { Host = uri.IdnHost, Port = uri.Port < 0 ? DefaultPort : uri.Port };
        if (uri.AbsolutePath.TrimStart('/') is { Length: > 0 } database)
        {
            connection.Database = Uri.UnescapeDataString(database);
        }

        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            connection.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            connection.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (parameter.Split('=', 2) is not [var name, var value])
            {
                throw new FormatException();
            }

            var keyword = Keywords.GetValueOrDefault(name) ?? name.Replace("_", "", StringComparison.Ordinal);
            var text = Uri.UnescapeDataString(value);
            connection[keyword] = keyword.Equals("SslMode", StringComparison.OrdinalIgnoreCase) ? text.Replace("-", "", StringComparison.Ordinal) : text;
        }

        return connection;
    }

    /// <summary>A connection string without a database means the one with the name of the user.</summary>
    private static string DatabaseOf(NpgsqlConnectionStringBuilder connection) => connection.Database ?? connection.Username ?? Environment.UserName;
}
