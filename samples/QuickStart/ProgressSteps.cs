using AutoCrm.Assessment;
using AutoCrm.Import;
using Spectre.Console;

namespace QuickStart;

/// <summary>The steps of the main job as progress bars.</summary>
public sealed class ProgressSteps(ProgressContext bars, bool makesUp)
{
    private readonly Dictionary<string, long> bytesRead = [];

    /// <summary>Making files up; <see langword="null"/> where files were given.</summary>
    public ProgressTask? MakeUp { get; } = makesUp ? bars.AddTask("Make up a dealer group") : null;

    /// <summary>Reading files into the store.</summary>
    public ProgressTask Import { get; } = bars.AddTask("Import the files of its systems", autoStart: false);

    /// <summary>Finding out who is who.</summary>
    public ProgressTask Resolve { get; } = bars.AddTask("Resolve who is the same customer", autoStart: false);

    /// <summary>Assessing customers.</summary>
    public ProgressTask Assess { get; } = bars.AddTask("Assess stage, value and tier", autoStart: false);

    /// <summary>Writing files.</summary>
    public ProgressTask Write { get; } = bars.AddTask("Write the answers", autoStart: false);

    /// <summary>Moves the bar of resolving; how many customers there will be is not known before.</summary>
    public IProgress<long> Resolving
    {
        get
        {
            Resolve.StartTask();
            Resolve.IsIndeterminate = true;
            return new Told<long>(_ => { });
        }
    }

    /// <summary>Moves the bar of assessing.</summary>
    public IProgress<AssessmentProgress> Assessing
    {
        get
        {
            Assess.StartTask();
            Assess.MaxValue *= 2;
            return new Told<AssessmentProgress>(progress => Assess.Value = progress.Assessed + progress.Written);
        }
    }

    /// <summary>Moves the bar of importing by the bytes of all files.</summary>
    public IProgress<ImportProgress> Importing(long bytes)
    {
        Import.StartTask();
        Import.MaxValue = Math.Max(1, bytes);
        return new Told<ImportProgress>(progress =>
        {
            bytesRead[progress.File] = progress.BytesRead;
            Import.Value = bytesRead.Values.Sum();
        });
    }

    /// <summary>Moves the bar of writing.</summary>
    public IProgress<long> Writing(long customers)
    {
        Write.StartTask();
        Write.MaxValue = Math.Max(1, customers * 1.1);
        return new Told<long>(written => Write.Value = written);
    }

    /// <summary>Tells at once, in the thread that reports, as the bars lock for themselves.</summary>
    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        private readonly Lock telling = new();

        public void Report(T value)
        {
            lock (telling)
            {
                tell(value);
            }
        }
    }
}

/// <summary>Words for progress bars.</summary>
public static class ProgressTaskWords
{
    /// <summary>Fills the bar and stops its clock.</summary>
    public static void Done(this ProgressTask task)
    {
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
        task.StopTask();
    }
}
