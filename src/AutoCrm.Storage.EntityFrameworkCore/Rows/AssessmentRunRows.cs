using AutoCrm.Assessment;
using AutoCrm.Storage.EntityFrameworkCore.Sql;

namespace AutoCrm.Storage.EntityFrameworkCore.Rows;

/// <summary>Writes and reads the completed runs over the base.</summary>
internal sealed class AssessmentRunRows(StoreSession session)
{
    public void Add(CompletedRun run)
    {
        var insert = session.Prepare("INSERT INTO assessment_runs (as_of, completed_at, customers, written) VALUES ($1, $2, $3, $4)");
        insert.Bind(1, run.AsOf);
        insert.Bind(2, run.CompletedAt);
        insert.Bind(3, run.Customers);
        insert.Bind(4, run.Written);
        insert.Execute();
    }

    public CompletedRun? FindLatest()
    {
        var select = session.Prepare("SELECT as_of, completed_at, customers, written FROM assessment_runs ORDER BY run_no DESC LIMIT 1");
        if (!select.Read())
        {
            return null;
        }

        var run = new CompletedRun(select.Instant(0), select.Instant(1), select.Int64(2), select.Int64(3));
        select.Reset();
        return run;
    }
}
