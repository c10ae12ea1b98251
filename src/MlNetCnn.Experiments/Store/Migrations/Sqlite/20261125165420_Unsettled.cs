using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MlNetCnn.Experiments.Store.Migrations.Sqlite
{
    /// <inheritdoc />
    internal partial class Unsettled : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Runs_Worker",
                table: "Runs",
                column: "Worker",
                filter: "\"Worker\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Runs_Worker",
                table: "Runs");
        }
    }
}
