using System.Diagnostics;
using MlNetCnn.Docs;

// docfx does the rest; a warning is an error: a link to nowhere, a reference to a type that is not there.
ReferencePages.Write(Site.File("reference"));
using var docfx = Process.Start(new ProcessStartInfo("dotnet", ["tool", "run", "docfx", Site.File("docfx.json"), "--warningsAsErrors", "--disableGitFeatures"])
{
    WorkingDirectory = Site.File("..", ".."),
})!;
docfx.WaitForExit();
return docfx.ExitCode;
