using AutoCrm.Assessment;
using AutoCrm.Import;
using QuickStart.Texts;
using Spectre.Console;

namespace QuickStart;

/// <summary>The steps of the main job as progress bars.</summary>
public sealed class ProgressSteps(ProgressContext bars, Wording text, bool generates)
{
    private readonly Dictionary<string, long> bytesRead = [];

    /// <summary>Generation of sample data; <see langword="null"/> if input files are specified.</summary>
    public ProgressTask? Generate { get; } = generates ? bars.AddTask(text["step_generate"]) : null;

    /// <summary>Import of the files.</summary>
    public ProgressTask Import { get; } = bars.AddTask(text["step_import"], autoStart: false);

    /// <summary>Identity resolution.</summary>
    public ProgressTask Resolve { get; } = bars.AddTask(text["step_resolve"], autoStart: false);

    /// <summary>Assessment of the customers.</summary>
    public ProgressTask Assess { get; } = bars.AddTask(text["step_assess"], autoStart: false);

    /// <summary>Writing of the output files.</summary>
    public ProgressTask Write { get; } = bars.AddTask(text["step_write"], autoStart: false);

    /// <summary>Progress of identity resolution, whose number of customers is not known in advance.</summary>
    public IProgress<long> Resolving
    {
        get
        {
            Resolve.StartTask();
            Resolve.IsIndeterminate = true;
            return new SynchronousProgress<long>(_ => { });
        }
    }

    /// <summary>Progress of the assessment.</summary>
    public IProgress<AssessmentProgress> Assessing
    {
        get
        {
            Assess.StartTask();
            Assess.MaxValue = Math.Max(1, Assess.MaxValue * 2);
            return new SynchronousProgress<AssessmentProgress>(progress => Assess.Value = progress.Assessed + progress.Written);
        }
    }

    /// <summary>Progress of the import in bytes of all files.</summary>
    public IProgress<ImportProgress> Importing(long bytes)
    {
        Import.StartTask();
        Import.MaxValue = Math.Max(1, bytes);
        return new SynchronousProgress<ImportProgress>(progress =>
        {
            bytesRead[progress.File] = progress.BytesRead;
            Import.Value = bytesRead.Values.Sum();
        });
    }

    /// <summary>Progress of writing.</summary>
    public IProgress<long> Writing(long customers)
    {
        Write.StartTask();
        Write.MaxValue = Math.Max(1, customers * 1.1);
        return new SynchronousProgress<long>(written => Write.Value = written);
    }

    /// <summary>Reports synchronously, in the calling thread, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class SynchronousProgress<T>(Action<T> handler) : IProgress<T>
    {
        private readonly Lock gate = new();

        public void Report(T value)
        {
            lock (gate)
            {
                handler(value);
            }
        }
    }
}

/// <summary>Extension methods for progress bars.</summary>
public static class ProgressTaskExtensions
{
    /// <summary>Completes the bar and stops its clock.</summary>
    public static void Done(this ProgressTask task)
    {
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
        task.StopTask();
    }
}
