//! Waiting for a condition, never for a time.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// Longer than anything takes on two busy cores; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often is looked.
const GLANCE: Duration = Duration::from_millis(40);

/// Looks again and again until there is something, and says what was missing if it never comes. A look that fails counts
/// as nothing to see: pages change while one looks.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        let seen = look().await;
        if let Ok(Some(found)) = seen {
            return Ok(found);
        }
        if began.elapsed() > PATIENCE {
            match seen {
                Err(error) => return Err(error.context(format!("waited for {what}"))),
                Ok(_) => bail!("waited {} seconds for {what}, and it did not come", PATIENCE.as_secs()),
            }
        }
        tokio::time::sleep(GLANCE).await;
    }
}
