"""What the recogniser is tried with: sentences full of terms, and sentences that people read."""

from __future__ import annotations

SPOKEN = (
    "I worked on the payments team and we moved our message queue from RabbitMQ to Kafka because latency was too high.",
    "We kept the session tokens in Redis and the orders in Postgres, and every write had to be idempotent.",
    "My job was to write the Terraform modules and the Kubernetes manifests for the staging cluster.",
    "The p99 latency went down to 40 milliseconds after we added an index and rewrote the query.",
    "I used PyTorch and scikit-learn to train a classifier that found duplicate invoices.",
    "I wrote the GraphQL gateway in TypeScript, and my colleague wrote the gRPC services in Go.",
    "We shipped the containers with Docker and Jenkins, and watched them with Prometheus and Grafana.",
    "The page was built with React and Webpack, and its tests ran in Playwright.",
    "I moved the search from MySQL to Elasticsearch, and the reports from Hadoop to Snowflake.",
    "We planned the nightly jobs with Airflow, and the heavy joins ran on Spark.",
    "The servers were set up with Ansible, behind Nginx, and every login used OAuth.",
    "I found the memory leak with Valgrind, and the deadlock in the Linux kernel module with a mutex trace.",
    "Our Django service answered over WebSocket, and Celery sent the letters.",
)
TERMS = (
    "RabbitMQ", "Kafka", "latency", "Redis", "Postgres", "idempotent", "Terraform", "Kubernetes", "manifests", "p99",
    "PyTorch", "scikit-learn", "classifier", "GraphQL", "TypeScript", "gRPC", "Docker", "Jenkins", "Prometheus",
    "Grafana", "React", "Webpack", "Playwright", "MySQL", "Elasticsearch", "Hadoop", "Snowflake", "Airflow", "Spark",
    "Ansible", "Nginx", "OAuth", "Valgrind", "deadlock", "kernel", "mutex", "Django", "WebSocket", "Celery", "cluster",
)  # fmt: skip
"""Forty. Compared without case and punctuation."""
OTHERS = (
    "Spring Boot", "MongoDB", "Figma", "Salesforce", "Jira", "Datadog", "Kotlin", "Swift", "Tableau", "Vue",
)  # fmt: skip
"""Terms that do not occur: a resume has some of them always."""
READ = {
    "read_1": "the child almost hurt the small dog",
    "read_2": "drop the two when you add the figures",
    "read_3": "at that high level the air is pure",
    "read_4": "a thin stripe runs down the middle",
    "read_5": "sunday is the best part of the week",
    "digits": "one zero zero zero one nine oh two one oh zero one eight zero three",
    "hello_world": "hello world",
}
"""Recordings in the folder of `--samples`, by name, and what is said in them."""
NOISE = "noise"
"""The recording in that folder in which nobody speaks."""


def hints() -> tuple[str, ...]:
    """What an interview would give: terms that occur, and among them others that do not."""
    step = len(TERMS) // len(OTHERS)
    mixed: list[str] = []
    for number, term in enumerate(TERMS):
        mixed.append(term)
        if number % step == step - 1:
            mixed.append(OTHERS[number // step])
    return tuple(mixed)
