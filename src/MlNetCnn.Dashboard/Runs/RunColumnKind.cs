namespace MlNetCnn.Dashboard;

public enum RunColumnKind
{
    Run,

    Result,

    Setting,
}
