using AutoCrm.Benchmarks;
using BenchmarkDotNet.Running;

// Speed by BenchmarkDotNet: dotnet run -c Release --project tests/AutoCrm.Benchmarks -- --filter *Import*
// Latency of look-ups:      dotnet run -c Release --project tests/AutoCrm.Benchmarks -- lookup PATH-OF-STORE
if (args is ["lookup", var store])
{
    return await LookupLatency.MeasureAsync(store);
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
