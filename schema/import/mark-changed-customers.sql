-- Known customers of whom the file says something else than the base. An empty cell says nothing.
UPDATE stage_customer SET changed = 1, rewritten = 1
FROM customer AS c
WHERE c.id = stage_customer.customer_id AND stage_customer.leads = 1
  AND (stage_customer.name <> c.name
    OR coalesce(stage_customer.first_name, c.first_name) IS DISTINCT FROM c.first_name
    OR coalesce(stage_customer.last_name, c.last_name) IS DISTINCT FROM c.last_name
    OR coalesce(stage_customer.company, c.company) IS DISTINCT FROM c.company
    OR coalesce(stage_customer.role, c.role) IS DISTINCT FROM c.role
    OR coalesce(stage_customer.email, c.email) IS DISTINCT FROM c.email
    OR coalesce(stage_customer.phone, c.phone) IS DISTINCT FROM c.phone
    OR coalesce(stage_customer.phone_key, c.phone_key) IS DISTINCT FROM c.phone_key
    OR coalesce(stage_customer.street, c.street) IS DISTINCT FROM c.street
    OR coalesce(stage_customer.postcode, c.postcode) IS DISTINCT FROM c.postcode
    OR coalesce(stage_customer.city, c.city) IS DISTINCT FROM c.city
    OR coalesce(stage_customer.region, c.region) IS DISTINCT FROM c.region
    OR coalesce(stage_customer.country, c.country) IS DISTINCT FROM c.country
    OR coalesce(stage_customer.language, c.language) IS DISTINCT FROM c.language
    OR coalesce(stage_customer.birth_mmdd, c.birth_mmdd) IS DISTINCT FROM c.birth_mmdd
    OR coalesce(stage_customer.birth_year, c.birth_year) IS DISTINCT FROM c.birth_year
    OR coalesce(stage_customer.manager, c.manager) IS DISTINCT FROM c.manager
    OR coalesce(stage_customer.tags, c.tags) IS DISTINCT FROM c.tags
    OR coalesce(stage_customer.joined_day, c.joined_day) IS DISTINCT FROM c.joined_day
    OR coalesce(stage_customer.status, c.status) <> c.status)
