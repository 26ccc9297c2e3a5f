using AutoCrm.Assessment;
using AutoCrm.Import;
using Spectre.Console;

namespace QuickStart;

/// <summary>The steps of the main job as progress bars.</summary>
public sealed class ProgressSteps(ProgressContext bars, bool generates)
{
    private readonly Dictionary<string, long> bytesRead = [];

    /// <summary>Generation of sample data; <see langword="null"/> if input files are specified.</summary>
    public ProgressTask? Generate { get; } = generates ? bars.AddTask("Generate a dealer group") : null;

    /// <summary>Import of the files.</summary>
    public ProgressTask Import { get; } = bars.AddTask("Import the files of its systems", autoStart: false);

    /// <summary>Identity resolution.</summary>
    public ProgressTask Resolve { get; } = bars.AddTask("Resolve who is the same customer", autoStart: false);

    /// <summary>Assessment of the customers.</summary>
    public ProgressTask Assess { get; } = bars.AddTask("Assess stage, value and tier", autoStart: false);

    /// <summary>Writing of the output files.</summary>
    public ProgressTask Write { get; } = bars.AddTask("Write the answers", autoStart: false);

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
            Assess.MaxValue *= 2;
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
