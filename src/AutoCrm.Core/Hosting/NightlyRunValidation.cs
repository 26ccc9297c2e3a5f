using Cronos;
using Microsoft.Extensions.Options;

namespace AutoCrm.Hosting;

/// <summary>Refuses a schedule that cannot be followed.</summary>
internal sealed class NightlyRunValidation : IValidateOptions<NightlyRunOptions>
{
    public ValidateOptionsResult Validate(string? name, NightlyRunOptions options)
    {
        var problems = new List<string>();
        try
        {
            Parse(options.Cron);
        }
        catch (Exception exception) when (exception is CronFormatException or ArgumentException)
        {
            problems.Add($"NightlyRunOptions.Cron '{options.Cron}' is not a Cron expression ({exception.Message}); expected one such as 0 3 * * *.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            problems.Add($"NightlyRunOptions.TimeZone '{options.TimeZone}' is not a time zone; expected an IANA id such as Asia/Shanghai.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static CronExpression Parse(string cron) =>
        CronExpression.Parse(cron, cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
}
