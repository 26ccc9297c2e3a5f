using AutoCrm.Assessment;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads the completed runs over the base.</summary>
internal sealed class AssessmentRunRows(StoreSession session)
{
    public async ValueTask AddAsync(CompletedRun run)
    {
        var insert = session.Prepare("INSERT INTO assessment_runs (as_of, completed_at, customers, written) VALUES ($1, $2, $3, $4)");
        insert.Bind(1, run.AsOf);
        insert.Bind(2, run.CompletedAt);
        insert.Bind(3, run.Customers);
        insert.Bind(4, run.Written);
        await insert.EnqueueAsync().ConfigureAwait(false);
    }

    public async ValueTask<CompletedRun?> FindLatestAsync()
    {
        var select = session.Prepare("SELECT as_of, completed_at, customers, written FROM assessment_runs ORDER BY run_no DESC LIMIT 1");
        if (!await select.ReadAsync().ConfigureAwait(false))
        {
            return null;
        }

        var run = new CompletedRun(select.Instant(0), select.Instant(1), select.Int64(2), select.Int64(3));
        select.Reset();
        return run;
    }
}
