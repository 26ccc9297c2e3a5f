using Microsoft.Data.Sqlite;

namespace WebHost;

/// <summary>The SQLite file: <c>ConnectionStrings:Crm</c>, by default <c>crm.db</c> in the content root.</summary>
public static class CrmFile
{
    /// <summary>The connection string, with the path of the file relative to the content root and not to wherever the host was started.</summary>
    public static string GetConnectionString(IServiceProvider services)
    {
        var configured = services.GetRequiredService<IConfiguration>().GetConnectionString("Crm") ?? "Data Source=crm.db";
        var file = new SqliteConnectionStringBuilder(configured);
        file.DataSource = Path.Combine(services.GetRequiredService<IHostEnvironment>().ContentRootPath, file.DataSource);
        return file.ToString();
    }
}
