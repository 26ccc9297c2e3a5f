using System.Data.Common;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Server;

/// <summary>Puts the exceptions of AutoCrm in the place of those that EF Core passes on.</summary>
internal sealed class ServerErrors(ServerSessions sessions) : IStoreErrors
{
    public Exception? Translate(Exception exception)
    {
        // A wait that took too long is told by the store in its own words.
        for (var inner = exception is TimeoutException ? null : exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is DbException ofDriver && sessions.Translate(ofDriver) is var translated && translated != ofDriver)
            {
                return translated;
            }
        }

        return null;
    }
}
